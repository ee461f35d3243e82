// A page in headless Chromium, spoken to over its own debugging protocol, so that no package is needed.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";

const names = ["chromium", "chromium-browser", "google-chrome", "chrome-headless-shell"];

/** The browser's path, from CHROMIUM or PATH; "" where there is none. */
export const browserPath =
  [process.env.CHROMIUM, ...names.map((name) => Bun.which(name))].find(
    (path) => typeof path === "string" && existsSync(path),
  ) ?? "";

export interface Page extends Disposable {
  /** What the expression is in the page, after its promises. */
  run(expression: string): Promise<unknown>;
  /** Errors of scripts and what the policy refused, since the page was opened. */
  readonly errors: readonly string[];
  /** Every address that was asked for. */
  readonly requests: readonly string[];
}

type Heard = {
  readonly id?: number;
  readonly method?: string;
  readonly result?: { readonly result?: { readonly value?: unknown } };
  readonly params?: {
    readonly exceptionDetails?: { readonly text: string };
    readonly entry?: { readonly level: string; readonly text: string };
    readonly request?: { readonly url: string };
  };
};

const flags =
  "--headless --no-sandbox --no-zygote --single-process --disable-gpu --use-gl=angle --use-angle=swiftshader --remote-debugging-port=0";

/** Opens the address in a browser of its own, whose profile lies in the folder. */
export async function openPage(url: string, folder: string): Promise<Page> {
  const browser = spawn(browserPath, [...flags.split(" "), `--user-data-dir=${folder}`], {
    env: { ...process.env, HOME: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const port = await portOf(browser);
  const made = await fetch(`http://127.0.0.1:${port}/json/new?about:blank`, { method: "PUT" });
  const target = (await made.json()) as { readonly webSocketDebuggerUrl: string };
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
  const waiting = new Map<number, (heard: Heard) => void>();
  const page = { errors: [] as string[], requests: [] as string[] };
  const loaded = Promise.withResolvers<void>();
  socket.addEventListener("message", ({ data }) => {
    const heard = JSON.parse(String(data)) as Heard;
    if (heard.id !== undefined) waiting.get(heard.id)?.(heard);
    if (heard.method === "Page.loadEventFired") loaded.resolve();
    note(heard, page);
  });
  let sent = 0;
  const send = (method: string, params: object = {}) => {
    const id = ++sent;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise<Heard>((resolve) => waiting.set(id, resolve));
  };
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await send(`${domain}.enable`);
  await send("Page.navigate", { url });
  await loaded.promise;
  return {
    ...page,
    async run(expression) {
      const options = { expression, awaitPromise: true, returnByValue: true };
      return (await send("Runtime.evaluate", options)).result?.result?.value;
    },
    [Symbol.dispose]() {
      socket.close();
      browser.kill("SIGKILL");
    },
  };
}

function note({ method, params }: Heard, page: { errors: string[]; requests: string[] }): void {
  if (method === "Runtime.exceptionThrown") page.errors.push(params?.exceptionDetails?.text ?? "");
  if (method === "Log.entryAdded" && params?.entry?.level === "error") {
    page.errors.push(params.entry.text);
  }
  if (method === "Network.requestWillBeSent") page.requests.push(params?.request?.url ?? "");
}

/** The browser says it once it listens. */
function portOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    browser.stderr?.on("data", (chunk) => {
      said += String(chunk);
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(port);
    });
    browser.on("exit", () => reject(new Error(`The browser ended: ${said}`)));
  });
}
