// Bundles scripts, styles and fonts into the folder given, under names that carry their content's hash, each text
// also compressed. The program embeds that folder. Safe to run twice at once: the second waits for the first.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, 'obj/assets'));
const lock = join(here, 'obj/assets.lock');

await exclusively(async () => {
  restore();
  await bundle();
});

function restore() {
  const wanted = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');
  const stamp = join(here, 'node_modules/.restored');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.status !== 0) throw new Error(`npm ci failed in ${here}:\n${npm.stdout ?? ''}${npm.stderr ?? npm.error}`);
  writeFileSync(stamp, wanted);
}

async function bundle() {
  const { build } = await import('esbuild');
  const fresh = output + '.new';
  rmSync(fresh, { recursive: true, force: true });
  const result = await build({
    absWorkingDir: here,
    entryPoints: { app: 'assets/app.ts', charts: 'assets/charts.ts', vedetta: 'assets/styles/vedetta.css' },
    outdir: fresh, entryNames: '[name]-[hash]', assetNames: '[name]-[hash]',
    bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8', legalComments: 'none',
    loader: { '.woff2': 'file' }, metafile: true, logLevel: 'warning',
  });

  const names = {};
  for (const [path, made] of Object.entries(result.metafile.outputs)) {
    const file = path.split('/').at(-1);
    const name = made.entryPoint?.split('/').at(-1).replace(/\.ts$/, '.js') ?? file.replace(/-[A-Z0-9]{8}(\.\w+)$/, '$1');
    names[name] = file;
  }
  for (const file of readdirSync(fresh).filter(f => !f.endsWith('.woff2'))) {
    const bytes = readFileSync(join(fresh, file));
    writeFileSync(join(fresh, file + '.gz'), gzipSync(bytes, { level: 9 }));
    writeFileSync(join(fresh, file + '.br'), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
  }
  writeFileSync(join(fresh, 'manifest.json'), JSON.stringify(names, Object.keys(names).sort(), 2));
  rmSync(output, { recursive: true, force: true });
  renameSync(fresh, output);
}

async function exclusively(work) {
  mkdirSync(dirname(lock), { recursive: true });
  for (let waited = 0; ; waited += 100) {
    try {
      mkdirSync(lock);
      break;
    } catch (e) {
      if (e.code !== 'EEXIST') throw e;
      if (!holderLives()) { rmSync(lock, { recursive: true, force: true }); continue; }
      if (waited > 120_000) throw new Error(`${lock} has been held for two minutes; remove it if no build is running`);
      await new Promise(done => setTimeout(done, 100));
    }
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  try { await work(); } finally { rmSync(lock, { recursive: true, force: true }); }
}

function holderLives() {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return e.code === 'ENOENT' || e.code === 'EPERM'; // just being made, or another user's
  }
}
