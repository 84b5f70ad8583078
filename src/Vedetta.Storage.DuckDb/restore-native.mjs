// Installs the native DuckDB library of this machine into node_modules, once, also when several builds run at a time.
//
// The lock file pins the platforms that the project is built on; on any other platform the same version of that
// platform's package is fetched without being pinned.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const stamp = join(modules, ".vedetta-restored");
const lock = join(here, "obj", "restore-native.lock");
const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));

const isFresh = () =>
  existsSync(stamp) &&
  ["package.json", "package-lock.json"].every((f) => statSync(join(here, f)).mtimeMs <= statSync(stamp).mtimeMs);

function npm(args) {
  const run = spawnSync("npm", args, { cwd: here, encoding: "utf8", shell: process.platform === "win32" });
  if (run.status !== 0) {
    throw new Error(`npm ${args.join(" ")} failed:\n${run.error ?? ""}${run.stdout ?? ""}${run.stderr ?? ""}`);
  }
}

const hasLibrary = () => {
  const scope = join(modules, "@duckdb");
  return existsSync(scope) && readdirSync(scope).some((name) => name.startsWith("node-bindings-"));
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

/** Takes the lock file, waiting for a living holder and removing that of a dead one. */
async function takeLock() {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

await takeLock();
try {
  if (!isFresh()) {
    npm(["ci", "--no-audit", "--no-fund"]);
    if (!hasLibrary()) {
      const name = `@duckdb/node-bindings-${process.platform}-${process.arch}@${manifest.config.duckdb}`;
      npm(["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", name]);
    }
    writeFileSync(stamp, "");
  }
} catch (error) {
  console.error(`error : The native DuckDB library could not be installed. ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(lock, { force: true });
}
