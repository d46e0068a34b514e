// Makes a teacher with a picture, and shows what the server has of it.
import createClient from "openapi-fetch";
import { form } from "../../typescript/form.ts";
import type { paths } from "../../typescript/siteowner-api.d.ts";

declare const process: { argv: string[] };
const [baseUrl = "", access = "", picture = ""] = process.argv.slice(2);
const api = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${access}` } });
const { data, error } = await api.POST("/teachers/", {
  body: {
    username: "mona.adel",
    password: "a-long-Passw0rd",
    name: "منى عادل",
    phone: "01012345678",
    gmail: "mona.adel@gmail.com",
    gender: "female",
    subject: 1,
    grades: [1, 2],
    profile_picture: new Blob([Uint8Array.from(atob(picture), (byte) => byte.charCodeAt(0))], { type: "image/png" }),
  },
  bodySerializer: form,
});
const stored = data?.profile_picture ? await fetch(data.profile_picture) : undefined;
const grades = data?.grades_detail.map((grade) => grade.id);
console.log(JSON.stringify({ error, name: data?.name, grades, type: stored?.headers.get("content-type") }));
