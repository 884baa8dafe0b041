#!/usr/bin/env node
import module from "node:module";

// Where Node can, it keeps what it has compiled: the next command starts in a third of the time.
module.enableCompileCache?.();
await import("../dist/cli.js");
