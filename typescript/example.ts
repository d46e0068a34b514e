// A frontend's first steps: node typescript/example.ts http://127.0.0.1:8000/api owner PASSWORD
import createClient from "openapi-fetch";
import { form } from "./form.ts";
import type { paths } from "./siteowner-api.d.ts";

declare const process: { argv: string[] };
const [baseUrl = "", username = "", password = ""] = process.argv.slice(2);
const api = createClient<paths>({ baseUrl });

const login = await api.POST("/auth/token/", { body: { username, password } });
if (!login.data) throw new Error(`${login.response.status}: ${JSON.stringify(login.error)}`);
const { access } = login.data;
api.use({ onRequest: ({ request }) => request.headers.set("Authorization", `Bearer ${access}`) });

const teachers = await api.GET("/teachers/", { params: { query: { is_active: true } } });
const listed = teachers.data ?? [];
for (const { name, subject_detail } of Array.isArray(listed) ? listed : listed.results)
  console.log(`${name}: ${subject_detail?.name ?? "no subject"}`);

const picture = new Blob(["no picture"], { type: "image/png" });
const changed = await api.PATCH("/teachers/{id}/", {
  params: { path: { id: 1 } },
  body: { grades: [1, 2], profile_picture: picture },
  bodySerializer: form,
});
if (changed.error) console.log(`refused with ${changed.response.status}:`, changed.error);

const code = await api.POST("/recharge-codes/", { body: { course: 1, value: "150.00" } });
if (code.data) console.log(`a code worth ${code.data.value} for ${code.data.course_name}`);
