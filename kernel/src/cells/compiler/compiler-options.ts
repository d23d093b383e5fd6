import path from 'node:path';

import ts = require('typescript');

import type { EmitSettings } from './script-emitter.js';

const defaults: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ESNext,
  lib: ['lib.esnext.d.ts'],
  skipLibCheck: true,
};

/** What cells need whatever a tsconfig.json says: modules with top-level await, and nothing written to disk. */
const required: ts.CompilerOptions = {
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  customConditions: ['node'],
  esModuleInterop: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  allowJs: true,
  checkJs: false,
  maxNodeModuleJsDepth: 0,
  declaration: true,
  emitDeclarationOnly: true,
  noEmit: false,
  composite: false,
  incremental: false,
  isolatedModules: false,
  isolatedDeclarations: false,
  verbatimModuleSyntax: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  skipLibCheck: true,
};

const unset = [
  'rootDir',
  'rootDirs',
  'outDir',
  'outFile',
  'declarationDir',
  'declarationMap',
  'sourceMap',
  'tsBuildInfoFile',
  'jsx',
];

/** The settings of a notebook's checks and emitted code. */
export interface NotebookSettings {
  options: ts.CompilerOptions;
  emit: EmitSettings;
}

/** The settings for notebooks in `folder`: strict, with what the nearest tsconfig.json says. Mistakes in it are logged. */
export function notebookSettings(folder: string, log: (line: string) => void): NotebookSettings {
  const file = ts.findConfigFile(folder, ts.sys.fileExists);
  const configured = file ? readConfig(file, log) : {};
  const options: ts.CompilerOptions = { ...defaults, ...configured, ...required };
  for (const name of unset) delete options[name];
  options.types = [...new Set(['node', ...(configured.types ?? [])])].filter((name) => name !== '*');
  options.customConditions = [...new Set(['node', ...(configured.customConditions ?? [])])];
  const emit: EmitSettings = {};
  for (const name of [
    'experimentalDecorators',
    'emitDecoratorMetadata',
    'useDefineForClassFields',
  ] as const) {
    const value = configured[name];
    if (value !== undefined) emit[name] = value;
  }
  return { options, emit };
}

function readConfig(file: string, log: (line: string) => void): ts.CompilerOptions {
  const say = (each: ts.Diagnostic): void =>
    log(`${file}: ${ts.flattenDiagnosticMessageText(each.messageText, ' ')}`);
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) {
    say(error);
    return {};
  }
  // The files a project lists are of no interest here, so none are looked for.
  const host: ts.ParseConfigHost = { ...ts.sys, useCaseSensitiveFileNames: true, readDirectory: () => [] };
  const parsed = ts.parseJsonConfigFileContent(config, host, path.dirname(file), undefined, file);
  const noInputs = new Set([18002, 18003]);
  for (const each of parsed.errors) if (!noInputs.has(each.code)) say(each);
  return parsed.options;
}
