#!/usr/bin/env node
// Starts the program of the package for this platform. Nothing is downloaded when it is installed: npm has installed it.

"use strict";

const { spawnSync } = require("node:child_process");

const suffix = process.platform === "win32" ? ".exe" : "";
const name = `recto-cv-${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${name}/bin/recto${suffix}`);
} catch {
  console.error(`recto: there is no program for ${process.platform} on ${process.arch}, or the package ${name} was not installed (with --omit=optional?)`);
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) {
  console.error(`recto: ${error.message}`);
  process.exit(2);
}
if (signal) process.kill(process.pid, signal);
process.exit(status ?? 2);
