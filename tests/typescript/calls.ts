// What the types say of calls, right and wrong: tsc fails where an expected error does not come.
import type { Client } from "openapi-fetch";
import { form } from "../../typescript/form.ts";
import type { paths } from "../../typescript/siteowner-api.d.ts";

export async function right(api: Client<paths>, picture: File): Promise<string[]> {
  const code = await api.POST("/recharge-codes/", { body: { course: 1, value: "150.00" } });
  const cleared = await api.PATCH("/teachers/{id}/", {
    params: { path: { id: 1 } },
    body: { profile_picture: "" },
    bodySerializer: form,
  });
  const course = await api.PATCH("/courses/{id}/", {
    params: { path: { id: 1 } },
    body: { cover_picture: picture },
    bodySerializer: form,
  });
  const deleted = await api.DELETE("/courses/{id}/", { params: { path: { id: 1 } } });
  const refusal: string | undefined = deleted.error?.detail;
  const expiry: string | null | undefined = code.data?.expires_at;
  return [refusal, expiry, cleared.data?.profile_picture, course.data?.name].map(String);
}

export async function wrong(api: Client<paths>): Promise<void> {
  // @ts-expect-error: there is no such path
  await api.GET("/tutors/");
  // @ts-expect-error: nobody deletes a teacher
  await api.DELETE("/teachers/{id}/", { params: { path: { id: 1 } } });
  // @ts-expect-error: a status is one of five
  await api.GET("/students/", { params: { query: { status: "happy" } } });
  // @ts-expect-error: an id is needed
  await api.GET("/teachers/{id}/");
  // @ts-expect-error: a code has a value
  await api.POST("/recharge-codes/", { body: { course: 1 } });
  // @ts-expect-error: a picture is a file, not its URL
  await api.PATCH("/courses/{id}/", { params: { path: { id: 1 } }, body: { cover_picture: "x.png" } });
  const { data } = await api.GET("/dashboard/stats/");
  // @ts-expect-error: without a look at the error there may be no data
  console.log(data.total_students);
}
