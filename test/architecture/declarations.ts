import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../../lib/dist');

/** An export that takes options. */
export interface FunctionWithOptions {
  readonly name: string;
  /** Which of its arguments the options are, from 0. */
  readonly place: number;
  readonly isClass: boolean;
}

/** What the library exports, as the type checker sees it. */
export interface Declarations {
  readonly checker: ts.TypeChecker;
  readonly exported: readonly ts.Symbol[];
}

/** Reads the declarations that a lesson's `import … from 'codebook'` sees, or that of another entry. */
export function declarations(of: 'index' | 'figures/index' | 'study/index' = 'index'): Declarations {
  const entry = join(dist, `${of}.d.ts`);
  const options = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const program = ts.createProgram([entry], { ...options, strict: true, skipLibCheck: true, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${entry} exports nothing; run npm run build`);
  const exported = checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
  return { checker, exported };
}

/** Every exported function and class that has a parameter of options: one so named, or of a type so named. */
export function functionsWithOptions(): FunctionWithOptions[] {
  const { checker, exported } = declarations();
  return exported.flatMap((symbol) => {
    const declaration = symbol.valueDeclaration;
    if (!declaration) return [];
    const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
    const isClass = type.getConstructSignatures().length > 0;
    const [signature] = isClass ? type.getConstructSignatures() : type.getCallSignatures();
    const place = signature?.getParameters().findIndex((parameter) => isOptions(parameter)) ?? -1;
    return place < 0 ? [] : [{ name: symbol.name, place, isClass }];
  });
}

function isOptions(parameter: ts.Symbol): boolean {
  const { valueDeclaration } = parameter;
  if (!valueDeclaration || !ts.isParameter(valueDeclaration)) return false;
  return (
    ['options', 'plan', 'format'].includes(parameter.name) ||
    /Options$/.test(valueDeclaration.type?.getText() ?? '')
  );
}
