// The SiteOwner API, version 1.1, as types for openapi-fetch.
// Made from openapi.yaml by `make typescript`; don't edit.

export interface paths {
    "/teachers/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List teachers
         * @description Every teacher with full details, active or not, in the order of their ids.
         */
        get: operations["teachers_list"];
        put?: never;
        /**
         * Create a teacher
         * @description Makes the user and the teacher together or not at all. A teacher has one subject and at least one grade.
         */
        post: operations["teachers_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teachers/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the teacher. */
                id: number;
            };
            cookie?: never;
        };
        /**
         * Retrieve a teacher
         * @description One teacher, the same object as in the list.
         */
        get: operations["teachers_retrieve"];
        /**
         * Replace a teacher
         * @description Needs what creation needs, the password too. An optional field that is left out keeps its value. The teacher's
         *     own user name and gmail are accepted.
         */
        put: operations["teachers_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a teacher
         * @description Changes the fields that are sent and no other. A deactivated teacher can no longer log in; their data stays.
         */
        patch: operations["teachers_partial_update"];
        trace?: never;
    };
    "/students/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List students
         * @description Every student, in the order of their ids.
         */
        get: operations["students_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/students/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the student. */
                id: number;
            };
            cookie?: never;
        };
        /**
         * Retrieve a student
         * @description One student, the same object as in the list.
         */
        get: operations["students_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a student's status or active flag
         * @description `declined` and `suspended_permanent` also deactivate the student, `verified` also activates, whatever flag is
         *     sent beside them. With `pending` and `suspended_temporary` the flag sent, or the old one, stays. Any other
         *     field is ignored.
         */
        patch: operations["students_partial_update"];
        trace?: never;
    };
    "/courses/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a course
         * @description A course belongs to one teacher and one of the teacher's grades; name, teacher and grade are unique together.
         *     Its subject is always the teacher's: a `subject` that is sent is ignored.
         */
        post: operations["courses_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/courses/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the course. */
                id: number;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Replace a course
         * @description Needs what creation needs. Teacher and grade of a course never change, so they must equal the present ones. An
         *     optional field that is left out keeps its value.
         */
        put: operations["courses_update"];
        post?: never;
        /**
         * Delete a course
         * @description Refused while any student is enrolled, actively or not. Its topics, lectures and unused codes go with it.
         */
        delete: operations["courses_destroy"];
        options?: never;
        head?: never;
        /**
         * Change a course
         * @description Changes the fields that are sent and no other. Teacher and grade never change.
         */
        patch: operations["courses_partial_update"];
        trace?: never;
    };
    "/assistants/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List assistants
         * @description Every assistant of every teacher, active or not, in the order of their ids.
         */
        get: operations["assistants_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recharge-codes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List recharge codes
         * @description Every recharge code, newest first unless ordered otherwise.
         */
        get: operations["recharge_codes_list"];
        put?: never;
        /**
         * Create a recharge code
         * @description A new code that can be redeemed for its own course alone. The code itself is drawn by the backend: 16 random
         *     characters.
         */
        post: operations["recharge_codes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/revenue/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Revenue of all courses
         * @description Totals, and a row for every course, sold or not.
         */
        get: operations["revenue_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/revenue/courses/{course_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the course. */
                course_id: number;
            };
            cookie?: never;
        };
        /**
         * Revenue of a course
         * @description One course by topic, by lecture and by student.
         */
        get: operations["revenue_course"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/revenue/lectures/{lecture_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the lecture. */
                lecture_id: number;
            };
            cookie?: never;
        };
        /**
         * Revenue of a lecture
         * @description One lecture with every purchase of it.
         */
        get: operations["revenue_lecture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/revenue/students/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Revenue by student
         * @description Every student who is enrolled or has bought, in the order of their ids. There are no pages.
         */
        get: operations["revenue_students"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/revenue/trends/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Revenue by day
         * @description Days with at least one purchase, both ends included. With no date the past 30 days; with an end alone the 30
         *     days before it; with a start alone until today.
         */
        get: operations["revenue_trends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard/stats/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Statistics of the platform
         * @description Counts of accounts, of students by status and group, of teachers, and of the platform's look-up tables.
         */
        get: operations["dashboard_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description Trades user name and password for an access token (5 to 60 minutes) and a refresh token (one day).
         */
        post: operations["auth_token_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/refresh/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew the access token
         * @description Trades a refresh token for a new access token.
         */
        post: operations["auth_token_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Format: decimal
         * @description An amount in EGP, as a string with two decimals.
         */
        Money: string;
        /**
         * Format: decimal
         * @description An amount in EGP, as a string with two decimals or as a number.
         */
        DecimalValue: string | number;
        /**
         * @description Gender of a person.
         * @enum {string}
         */
        Gender: "male" | "female";
        /**
         * @description Where a student stands: `verified` (let in), `pending` (not decided), `declined`, `suspended_temporary`,
         *     `suspended_permanent`.
         * @enum {string}
         */
        StudentStatus: "verified" | "pending" | "declined" | "suspended_temporary" | "suspended_permanent";
        /** @description A refusal that speaks of the whole request. */
        Error: {
            /** @description What was wrong, in words. */
            detail: string;
            /** @description What was wrong with a token, in one word. */
            code?: string;
            /** @description What was wrong with a token, by kind of token. */
            messages?: {
                [key: string]: string;
            }[];
        };
        /** @description Messages by field; `non_field_errors` holds those about several fields together. */
        FieldErrors: {
            [key: string]: components["schemas"]["Messages"];
        };
        /** @description What was wrong, in words. */
        Messages: string[];
        /** @description A school grade. */
        Grade: {
            /** @description Id of the grade. */
            id: number;
            /** @description Name of the grade. */
            name: string;
        };
        /** @description A kind of school. */
        SchoolType: {
            /** @description Id of the school type. */
            id: number;
            /** @description Name of the school type. */
            name: string;
        };
        /** @description A branch of study within some grades and school types. */
        Division: {
            /** @description Id of the division. */
            id: number;
            /** @description Name of the division. */
            name: string;
            /** @description The grades that have this division. */
            grades: components["schemas"]["Grade"][];
            /** @description The school types that have this division. */
            school_types: components["schemas"]["SchoolType"][];
        };
        /** @description A subject with the grades, divisions and school types it is taught in. */
        Subject: {
            /** @description Id of the subject. */
            id: number;
            /** @description Name of the subject. */
            name: string;
            /** @description Ids of the grades. */
            grades: number[];
            /** @description The grades. */
            grades_detail: components["schemas"]["Grade"][];
            /** @description Ids of the divisions. */
            divisions: number[];
            /** @description The divisions. */
            divisions_detail: components["schemas"]["Division"][];
            /** @description Ids of the school types. */
            school_types: number[];
            /** @description The school types. */
            school_types_detail: components["schemas"]["SchoolType"][];
            /** @description Ids of the grades, the same as `grades`. */
            grade_ids: number[];
            /** @description Ids of the divisions, the same as `divisions`. */
            division_ids: number[];
            /** @description Ids of the school types, the same as `school_types`. */
            school_type_ids: number[];
        };
        /** @description A way of protecting videos, paid by student. */
        VideoSecurity: {
            /** @description Id of the video security. */
            id: number;
            /** @description Name of the video security. */
            name: string;
            /** @description Price in EGP for each student. */
            price_per_student: components["schemas"]["DecimalValue"];
        };
        /** @description A teacher with full details. */
        Teacher: {
            /** @description Id of the teacher. */
            id: number;
            /** @description Id of the teacher's user account. */
            user_id: number;
            /** @description Name to log in with. */
            username: string;
            /** @description The teacher's name. */
            name: string;
            /** @description Egyptian mobile number of 11 digits. */
            phone: string;
            /** @description A second number, or null. */
            secondary_phone: string | null;
            /** @description E-mail address. */
            gmail: string;
            /** @description The teacher's gender. */
            gender: components["schemas"]["Gender"];
            /**
             * Format: uri
             * @description URL of the picture, or null.
             */
            profile_picture: string | null;
            /** @description About the teacher, or null. */
            biography: string | null;
            /** @description Facebook page, or null. */
            facebook: string | null;
            /** @description The teacher's subject; null where `subject_id` is. */
            subject_detail: components["schemas"]["Subject"] | null;
            /** @description The grades the teacher teaches. */
            grades_detail: components["schemas"]["Grade"][];
            /** @description How the teacher's videos are protected; null where `video_security_id` is. */
            video_security_detail: components["schemas"]["VideoSecurity"] | null;
            /** @description Whether the teacher can log in. */
            is_active: boolean;
            /**
             * Format: date-time
             * @description When the account was made.
             */
            created_at: string;
            /** @description Id of the subject, or null. */
            subject_id: number | null;
            /** @description Ids of the grades the teacher teaches. */
            grade_ids: number[];
            /** @description Id of the video security, or null. */
            video_security_id: number | null;
        };
        /** @description One page of teachers. */
        TeacherPage: {
            /** @description Size of the filtered set over all pages. */
            count: number;
            /**
             * Format: uri
             * @description URL of the next page, or null on the last.
             */
            next: string | null;
            /**
             * Format: uri
             * @description URL of the page before, or null on the first.
             */
            previous: string | null;
            /** @description The teachers of this page. */
            results: components["schemas"]["Teacher"][];
        };
        /** @description What a teacher is made of. */
        TeacherCreate: {
            /** @description Name to log in with; unique over all users, compared exactly. */
            username: string;
            /**
             * Format: password
             * @description At least 8 characters, not too common, not all digits, not like the user name.
             */
            password: string;
            /** @description The teacher's name. */
            name: string;
            /** @description Egyptian mobile number: 010, 011, 012 or 015 and 8 digits. */
            phone: string;
            /** @description A second Egyptian mobile number. */
            secondary_phone?: string;
            /**
             * Format: email
             * @description E-mail address; unique over teachers, students and assistants, in any letter case.
             */
            gmail: string;
            /** @description The teacher's gender. */
            gender: components["schemas"]["Gender"];
            /** @description A JPEG, PNG or WebP picture of at most 5 MiB. */
            profile_picture?: Blob | "";
            /** @description About the teacher. */
            biography?: string;
            /** @description URL of a Facebook page. */
            facebook?: string | "";
            /**
             * @description Whether the teacher can log in.
             * @default true
             */
            is_active?: boolean;
            /** @description Id of the one subject. */
            subject: number;
            /** @description Ids of the grades; in a form the key is repeated. */
            grades: number[];
            /** @description Id of the video security. */
            video_security?: number | "";
        };
        /** @description What is to change of a teacher; what is left out stays. */
        TeacherUpdate: {
            /** @description Name to log in with; unique over all users, compared exactly. */
            username?: string;
            /**
             * Format: password
             * @description At least 8 characters, not too common, not all digits, not like the user name.
             */
            password?: string;
            /** @description The teacher's name. */
            name?: string;
            /** @description Egyptian mobile number: 010, 011, 012 or 015 and 8 digits. */
            phone?: string;
            /** @description A second Egyptian mobile number. */
            secondary_phone?: string;
            /**
             * Format: email
             * @description E-mail address; unique over teachers, students and assistants, in any letter case.
             */
            gmail?: string;
            /** @description The teacher's gender. */
            gender?: components["schemas"]["Gender"];
            /** @description A JPEG, PNG or WebP picture of at most 5 MiB. */
            profile_picture?: Blob | "";
            /** @description About the teacher. */
            biography?: string;
            /** @description URL of a Facebook page. */
            facebook?: string | "";
            /** @description Whether the teacher can log in. */
            is_active?: boolean;
            /** @description Id of the one subject. */
            subject?: number;
            /** @description Ids of the grades; in a form the key is repeated. */
            grades?: number[];
            /** @description Id of the video security. */
            video_security?: number | "";
        };
        /** @description A student's profile. */
        Student: {
            /** @description Id of the student. */
            id: number;
            /** @description Id of the student's user account. */
            user_id: number;
            /** @description Name to log in with. */
            username: string;
            /** @description The platform's own number of the student; unique. */
            student_code: string;
            /** @description Name in Arabic. */
            name_ar: string;
            /** @description Name in English. */
            name_en: string;
            /** @description The student's mobile number. */
            phone_number: string;
            /** @description The father's mobile number, or null. */
            father_number: string | null;
            /** @description The mother's mobile number, or null. */
            mother_number: string | null;
            /** @description The father's occupation. */
            father_job: string;
            /**
             * @description Kind of education; `school` is the one value known.
             * @enum {string}
             */
            educational_state: "school";
            /** @description Id of the school type, or null. */
            school_type: number | null;
            /** @description Id of the grade, or null. */
            grade: number | null;
            /** @description Id of the division, or null. */
            division: number | null;
            /** @description Name of the school, or null. */
            school_name: string | null;
            /** @description Egyptian national id; unique. */
            national_id: string;
            /**
             * Format: date
             * @description Day of birth.
             */
            birth_date: string;
            /** @description The student's gender. */
            gender: components["schemas"]["Gender"];
            /** @description E-mail address. */
            gmail: string;
            /** @description Facebook page, or null. */
            facebook_link: string | null;
            /** @description Id of the governorate. */
            governorate: number;
            /** @description Id of the area within the governorate. */
            area: number;
            /** @description Where the student stands. */
            status: components["schemas"]["StudentStatus"];
            /** @description Whether the student can log in. */
            is_active: boolean;
            /**
             * Format: date-time
             * @description When the account was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the profile was last changed.
             */
            updated_at: string;
        };
        /** @description One page of students. */
        StudentPage: {
            /** @description Size of the filtered set over all pages. */
            count: number;
            /**
             * Format: uri
             * @description URL of the next page, or null on the last.
             */
            next: string | null;
            /**
             * Format: uri
             * @description URL of the page before, or null on the first.
             */
            previous: string | null;
            /** @description The students of this page. */
            results: components["schemas"]["Student"][];
        };
        /** @description A new status, a new active flag, or both. */
        StudentUpdate: {
            /** @description The new status. */
            status?: components["schemas"]["StudentStatus"];
            /** @description Whether the student can log in. */
            is_active?: boolean;
        };
        /** @description Status and active flag of a student, and nothing else. */
        StudentStatusResult: {
            /** @description Where the student stands. */
            status: components["schemas"]["StudentStatus"];
            /** @description Whether the student can log in. */
            is_active: boolean;
        };
        /** @description A topic of a course; open to more fields. */
        Topic: {
            /** @description Id of the topic. */
            id: number;
            /** @description Name of the topic. */
            name: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A course of one teacher for one grade. */
        Course: {
            /** @description Id of the course. */
            id: number;
            /** @description Name of the course. */
            name: string;
            /** @description Id of the teacher. */
            teacher: number;
            /** @description Id of the teacher, the same as `teacher`. */
            teacher_id: number;
            /** @description The teacher's name. */
            teacher_name: string;
            /** @description Id of the grade. */
            grade: number;
            /** @description Name of the grade. */
            grade_name: string;
            /** @description Id of the subject, the teacher's. */
            subject: number;
            /** @description Name of the subject. */
            subject_name: string;
            /** @description About the course, or null. */
            description: string | null;
            /**
             * Format: uri
             * @description URL of the picture, or null.
             */
            cover_picture: string | null;
            /** @description Whether the course is offered. */
            is_active: boolean;
            /** @description The topics of the course. */
            topics: components["schemas"]["Topic"][];
            /** @description Number of topics. */
            topic_count: number;
            /** @description Number of lectures over all topics. */
            total_lectures: number;
            /** @description Number of videos over all lectures. */
            total_videos: number;
            /**
             * Format: date-time
             * @description When the course was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the course was last changed.
             */
            updated_at: string;
        };
        /** @description What a course is made of. */
        CourseCreate: {
            /** @description Name of the course; unique for its teacher and grade, compared exactly. */
            name: string;
            /** @description Id of the teacher. */
            teacher: number;
            /** @description Id of a grade that the teacher teaches. */
            grade: number;
            /** @description About the course. */
            description?: string;
            /** @description A JPEG, PNG or WebP picture of at most 5 MiB. */
            cover_picture?: Blob | "";
            /**
             * @description Whether the course is offered.
             * @default true
             */
            is_active?: boolean;
        };
        /** @description What is to change of a course; what is left out stays. */
        CourseUpdate: {
            /** @description Name of the course; unique for its teacher and grade, compared exactly. */
            name?: string;
            /** @description Id of the teacher, who can't change. */
            teacher?: number;
            /** @description Id of the grade, which can't change. */
            grade?: number;
            /** @description About the course. */
            description?: string;
            /** @description A JPEG, PNG or WebP picture of at most 5 MiB. */
            cover_picture?: Blob | "";
            /** @description Whether the course is offered. */
            is_active?: boolean;
        };
        /** @description An assistant of a teacher. */
        Assistant: {
            /** @description Id of the assistant. */
            id: number;
            /** @description Id of the assistant's user account. */
            user_id: number;
            /** @description Name to log in with. */
            username: string;
            /** @description The assistant's name. */
            name: string;
            /** @description Mobile number. */
            phone: string;
            /** @description E-mail address. */
            gmail: string;
            /** @description The assistant's gender. */
            gender: components["schemas"]["Gender"];
            /** @description Whether the assistant can log in. */
            is_active: boolean;
            /**
             * Format: date-time
             * @description When the account was made.
             */
            created_at: string;
            /** @description Id of the teacher. */
            teacher: number;
            /** @description The teacher's name. */
            teacher_name: string;
        };
        /** @description One page of assistants. */
        AssistantPage: {
            /** @description Size of the filtered set over all pages. */
            count: number;
            /**
             * Format: uri
             * @description URL of the next page, or null on the last.
             */
            next: string | null;
            /**
             * Format: uri
             * @description URL of the page before, or null on the first.
             */
            previous: string | null;
            /** @description The assistants of this page. */
            results: components["schemas"]["Assistant"][];
        };
        /** @description A code that one student can redeem for one course. */
        RechargeCode: {
            /** @description Id of the code. */
            id: number;
            /** @description Id of the course. */
            course: number;
            /** @description Name of the course. */
            course_name: string;
            /** @description The name of the course's teacher. */
            teacher_name: string;
            /** @description Sixteen random characters in four groups: `XXXX-XXXX-XXXX-XXXX`. */
            code: string;
            /** @description What the code is worth in EGP. */
            value: components["schemas"]["DecimalValue"];
            /** @description Whether the code has been redeemed. */
            is_used: boolean;
            /** @description Id of the student who redeemed it, or null. */
            used_by: number | null;
            /** @description English name of that student, or null. */
            used_by_name: string | null;
            /**
             * Format: date-time
             * @description When it was redeemed, or null.
             */
            used_at: string | null;
            /**
             * Format: date-time
             * @description When the code was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description After this instant it can't be redeemed; null if it never expires.
             */
            expires_at: string | null;
            /** @description Id of the user who made it. */
            created_by: number;
            /** @description User name of that user. */
            created_by_username: string;
        };
        /** @description One page of recharge codes. */
        RechargeCodePage: {
            /** @description Size of the filtered set over all pages. */
            count: number;
            /**
             * Format: uri
             * @description URL of the next page, or null on the last.
             */
            next: string | null;
            /**
             * Format: uri
             * @description URL of the page before, or null on the first.
             */
            previous: string | null;
            /** @description The recharge codes of this page. */
            results: components["schemas"]["RechargeCode"][];
        };
        /** @description What a recharge code is made of. */
        RechargeCodeCreate: {
            /** @description Id of the course. */
            course: number;
            /** @description What the code is worth in EGP, from 1.00 to 99999999.99 with at most two decimals. */
            value: string | number;
            /**
             * Format: date-time
             * @description After this instant it can't be redeemed; it may lie in the past.
             */
            expires_at?: string | null;
        };
        /** @description Totals over all courses. */
        RevenueSummary: {
            /** @description Sum of all purchases. */
            total_revenue: components["schemas"]["Money"];
            /** @description Number of purchases. */
            total_purchases: number;
            /** @description Number of students who bought something. */
            total_students: number;
            /** @description Number of courses. */
            total_courses: number;
        };
        /** @description A course in the overview. */
        CourseRevenueSummary: {
            /** @description Id of the course. */
            id: number;
            /** @description Name of the course. */
            name: string;
            /** @description Whether the course is offered. */
            is_active: boolean;
            /** @description Number of enrolments. */
            enrolled_count: number;
            /** @description Number of purchases. */
            purchase_count: number;
            /** @description Sum of the course's purchases. */
            revenue: components["schemas"]["Money"];
        };
        /** @description Revenue of all courses. */
        RevenueOverview: {
            /** @description Totals over all courses. */
            summary: components["schemas"]["RevenueSummary"];
            /** @description A row for each course. */
            courses: components["schemas"]["CourseRevenueSummary"][];
        };
        /** @description A topic in a course's revenue. */
        TopicRevenue: {
            /** @description Id of the topic. */
            topic_id: number;
            /** @description Name of the topic. */
            topic_name: string;
            /** @description Number of lectures. */
            lecture_count: number;
            /** @description Number of purchases. */
            purchase_count: number;
            /** @description Sum of the topic's purchases. */
            revenue: components["schemas"]["Money"];
        };
        /** @description A lecture in a course's revenue. */
        LectureRevenueSummary: {
            /** @description Id of the lecture. */
            lecture_id: number;
            /** @description Name of the lecture. */
            lecture_name: string;
            /** @description Id of the topic. */
            topic_id: number;
            /** @description Name of the topic. */
            topic_name: string;
            /** @description List price. */
            price: components["schemas"]["Money"];
            /** @description Price after the discount. */
            final_price: components["schemas"]["Money"];
            /** @description Number of purchases. */
            purchase_count: number;
            /** @description Sum of the lecture's purchases. */
            revenue: components["schemas"]["Money"];
        };
        /** @description What a student spent on a course. */
        StudentSpending: {
            /** @description Id of the student. */
            student_id: number;
            /** @description English name of the student. */
            student_name: string;
            /** @description Code of the student. */
            student_code: string;
            /** @description Sum of the student's purchases. */
            total_spent: components["schemas"]["Money"];
            /** @description Number of the student's purchases. */
            lectures_purchased: number;
        };
        /** @description Revenue of one course by topic, lecture and student. */
        CourseRevenue: {
            /** @description Id of the course. */
            course_id: number;
            /** @description Name of the course. */
            course_name: string;
            /** @description Sum of the course's purchases. */
            total_revenue: components["schemas"]["Money"];
            /** @description Number of purchases. */
            total_purchases: number;
            /** @description A row for each topic. */
            topics: components["schemas"]["TopicRevenue"][];
            /** @description A row for each lecture. */
            lectures: components["schemas"]["LectureRevenueSummary"][];
            /** @description A row for each student who bought. */
            student_spending: components["schemas"]["StudentSpending"][];
        };
        /** @description One purchase of a lecture. */
        Purchase: {
            /** @description English name of the student. */
            student_name: string;
            /** @description Code of the student. */
            student_code: string;
            /** @description What was paid then. */
            amount_paid: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description When it was bought.
             */
            purchased_at: string;
        };
        /** @description Revenue of one lecture. */
        LectureRevenue: {
            /** @description Id of the lecture. */
            lecture_id: number;
            /** @description Name of the lecture. */
            lecture_name: string;
            /** @description Name of the course. */
            course_name: string;
            /** @description List price. */
            price: components["schemas"]["Money"];
            /** @description Price after the discount. */
            final_price: components["schemas"]["Money"];
            /** @description Sum of the lecture's purchases. */
            total_revenue: components["schemas"]["Money"];
            /** @description Number of students who bought it. */
            buyer_count: number;
            /** @description Number of purchases. */
            purchase_count: number;
            /** @description Mean days from enrolment to purchase; 0.0 with no purchase. */
            average_days_to_purchase: number;
            /** @description Every purchase. */
            purchase_timeline: components["schemas"]["Purchase"][];
        };
        /** @description What a student brought in. */
        StudentRevenue: {
            /** @description Id of the student. */
            student_id: number;
            /** @description English name of the student. */
            student_name: string;
            /** @description Code of the student. */
            student_code: string;
            /** @description Number of enrolments. */
            courses_enrolled: number;
            /** @description Sum of the student's purchases. */
            total_spent: components["schemas"]["Money"];
            /** @description Number of the student's purchases. */
            lectures_purchased: number;
            /**
             * Format: date-time
             * @description When the student last bought, or null.
             */
            last_purchase_at: string | null;
        };
        /** @description A day with purchases. */
        DailyRevenue: {
            /**
             * Format: date
             * @description The day.
             */
            date: string;
            /** @description Sum of the day's purchases. */
            revenue: components["schemas"]["Money"];
            /** @description Number of purchases. */
            purchase_count: number;
        };
        /** @description Revenue by day over a range of days. */
        RevenueTrends: {
            /**
             * Format: date
             * @description First day.
             */
            start_date: string;
            /**
             * Format: date
             * @description Last day.
             */
            end_date: string;
            /** @description Sum over the range. */
            total_revenue: components["schemas"]["Money"];
            /** @description Number of purchases in the range. */
            total_purchases: number;
            /** @description The days with at least one purchase, ascending. */
            daily_trends: components["schemas"]["DailyRevenue"][];
        };
        /** @description Number of students with each status. */
        StudentsByStatus: {
            /** @description Verified students. */
            verified: number;
            /** @description Pending students. */
            pending: number;
            /** @description Declined students. */
            declined: number;
            /** @description Temporarily suspended students. */
            suspended_temporary: number;
            /** @description Permanently suspended students. */
            suspended_permanent: number;
        };
        /** @description Students of one grade, school type and division. */
        StudentGroup: {
            /** @description Name of the grade. */
            grade: string;
            /** @description Name of the school type. */
            school_type: string;
            /** @description Name of the division. */
            division: string;
            /** @description Number of students. */
            count: number;
        };
        /** @description Teachers of one grade and subject. */
        TeacherGroup: {
            /** @description Name of the grade. */
            grade: string;
            /** @description Name of the subject. */
            subject: string;
            /** @description Number of teachers. */
            count: number;
        };
        /** @description Counts over the whole platform. */
        DashboardStats: {
            /** @description Student accounts. */
            total_students: number;
            /** @description Teacher accounts. */
            total_teachers: number;
            /** @description Assistant accounts. */
            total_assistants: number;
            /** @description Accounts of any role made in the present calendar month. */
            new_users_this_month: number;
            /** @description Students among them. */
            new_students_this_month: number;
            /** @description Teachers among them. */
            new_teachers_this_month: number;
            /** @description Number of students with each status. */
            students_by_status: components["schemas"]["StudentsByStatus"];
            /** @description Groups that have members; students without a grade, school type or division are in none. */
            students_by_grade_school_division: components["schemas"]["StudentGroup"][];
            /** @description Active teachers. */
            teachers_active_count: number;
            /** @description Inactive teachers. */
            teachers_inactive_count: number;
            /** @description Groups that have members. */
            teachers_by_grade_subject: components["schemas"]["TeacherGroup"][];
            /** @description Subjects. */
            total_subjects: number;
            /** @description Grades. */
            total_grades: number;
            /** @description School types. */
            total_school_types: number;
            /** @description Divisions. */
            total_divisions: number;
            /** @description Governorates. */
            total_governorates: number;
            /** @description Areas. */
            total_areas: number;
            /** @description Video securities. */
            total_video_security_options: number;
        };
        /** @description User name and password. */
        TokenCreate: {
            /** @description Name to log in with. */
            username: string;
            /**
             * Format: password
             * @description The password.
             */
            password: string;
        };
        /** @description The two tokens of a log-in. */
        TokenPair: {
            /** @description Access token, for `Authorization: Bearer …`. */
            access: string;
            /** @description Refresh token, for `auth_token_refresh`. */
            refresh: string;
        };
        /** @description A refresh token. */
        TokenRefresh: {
            /** @description The refresh token. */
            refresh: string;
        };
        /** @description A new access token. */
        AccessToken: {
            /** @description Access token, for `Authorization: Bearer …`. */
            access: string;
        };
    };
    responses: {
        /** @description A query parameter was refused; the body names it. */
        BadQuery: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"] | components["schemas"]["Messages"];
            };
        };
        /** @description No credentials, or bad ones. */
        Unauthorized: {
            headers: {
                /** @description The scheme that is asked for. */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The caller is no site owner. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Nothing has this id. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such page. */
        InvalidPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body has another content type than the documented one. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The backend throttles this caller. */
        TooManyRequests: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description Set to `true` to get the whole filtered set without pages; any other value pages as usual. */
        All: string;
        /** @description Number of the page, from 1. */
        Page: number;
        /** @description Items a page. More than 100 count as 100, less than 1 as the default. */
        PageSize: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    teachers_list: {
        parameters: {
            query?: {
                /** @description Only active teachers (`true`) or only inactive ones (`false`). */
                is_active?: boolean;
                /** @description Only teachers of the subject with this id. */
                subject?: number;
                /** @description Only teachers who teach the grade with this id. */
                grades?: number;
                /** @description Only teachers whose name contains every word of this text, in any letter case. */
                search?: string;
                /** @description Set to `true` to get the whole filtered set without pages; any other value pages as usual. */
                all?: components["parameters"]["All"];
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. More than 100 count as 100, less than 1 as the default. */
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of teachers, or all of them with `all=true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeacherPage"] | components["schemas"]["Teacher"][];
                };
            };
            400: components["responses"]["BadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["InvalidPage"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    teachers_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["TeacherCreate"];
            };
        };
        responses: {
            /** @description The teacher as it was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Teacher"];
                };
            };
            /** @description A field was refused; the body names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    teachers_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the teacher. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The teacher. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Teacher"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    teachers_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the teacher. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["TeacherCreate"];
            };
        };
        responses: {
            /** @description The teacher as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Teacher"];
                };
            };
            /** @description A field was refused; the body names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    teachers_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the teacher. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "multipart/form-data": components["schemas"]["TeacherUpdate"];
            };
        };
        responses: {
            /** @description The teacher as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Teacher"];
                };
            };
            /** @description A field was refused; the body names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    students_list: {
        parameters: {
            query?: {
                /** @description Only students with this status. */
                status?: components["schemas"]["StudentStatus"];
                /** @description Only students of the grade with this id. */
                grade?: number;
                /** @description Only students of the school type with this id. */
                school_type?: number;
                /**
                 * @description Only students with every word of this text in a name (Arabic or English), the student code or the national
                 *     id, in any letter case.
                 */
                search?: string;
                /** @description Set to `true` to get the whole filtered set without pages; any other value pages as usual. */
                all?: components["parameters"]["All"];
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. More than 100 count as 100, less than 1 as the default. */
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of students, or all of them with `all=true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentPage"] | components["schemas"]["Student"][];
                };
            };
            400: components["responses"]["BadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["InvalidPage"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    students_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the student. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The student. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Student"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    students_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the student. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StudentUpdate"];
            };
        };
        responses: {
            /** @description Status and flag as they are now, and nothing else. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentStatusResult"];
                };
            };
            /** @description A field was refused; the body names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    courses_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["CourseCreate"];
            };
        };
        responses: {
            /** @description The course as it was created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
            /** @description A field was refused; the body names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    courses_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the course. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["CourseCreate"];
            };
        };
        responses: {
            /** @description The course as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
            /** @description A field was refused; the body names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    courses_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the course. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The course is gone. There is no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The course can't be deleted. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    courses_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the course. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "multipart/form-data": components["schemas"]["CourseUpdate"];
            };
        };
        responses: {
            /** @description The course as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
            /** @description A field was refused; the body names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    assistants_list: {
        parameters: {
            query?: {
                /** @description Only assistants of the teacher with this id. */
                teacher?: number;
                /** @description Only assistants with every word of this text in the name, the phone or the gmail, in any letter case. */
                search?: string;
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. More than 100 count as 100, less than 1 as the default. */
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of assistants. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistantPage"];
                };
            };
            400: components["responses"]["BadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["InvalidPage"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    recharge_codes_list: {
        parameters: {
            query?: {
                /** @description Only codes of the course with this id. */
                course?: number;
                /** @description Only redeemed codes (`true`) or only those not redeemed (`false`). */
                is_used?: boolean;
                /** @description The field to order by, descending with a leading `-`. */
                ordering?: "created_at" | "-created_at" | "value" | "-value" | "expires_at" | "-expires_at" | "used_at" | "-used_at";
                /** @description Number of the page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. More than 100 count as 100, less than 1 as the default. */
                page_size?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of recharge codes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RechargeCodePage"];
                };
            };
            400: components["responses"]["BadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["InvalidPage"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    recharge_codes_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RechargeCodeCreate"];
            };
        };
        responses: {
            /** @description The code as it was created, not redeemed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RechargeCode"];
                };
            };
            /** @description A field was refused; the body names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    revenue_overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevenueOverview"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    revenue_course: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the course. */
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The course's revenue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseRevenue"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    revenue_lecture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the lecture. */
                lecture_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lecture's revenue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LectureRevenue"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    revenue_students: {
        parameters: {
            query?: {
                /** @description Restricts students and figures to the course with this id. */
                course?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A row for each student. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentRevenue"][];
                };
            };
            400: components["responses"]["BadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    revenue_trends: {
        parameters: {
            query?: {
                /** @description First day, `YYYY-MM-DD`. */
                start_date?: string;
                /** @description Last day, `YYYY-MM-DD`. */
                end_date?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevenueTrends"];
                };
            };
            /** @description A parameter was refused. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    dashboard_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statistics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DashboardStats"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    auth_token_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenCreate"];
            };
        };
        responses: {
            /** @description Two tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            /** @description A field was refused; the body names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            /** @description User name and password don't fit, or the account is inactive. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    auth_token_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRefresh"];
            };
        };
        responses: {
            /** @description A new access token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            /** @description A field was refused; the body names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldErrors"] | components["schemas"]["Error"];
                };
            };
            /** @description The refresh token is invalid or has expired, or the account is inactive. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
        };
    };
}
