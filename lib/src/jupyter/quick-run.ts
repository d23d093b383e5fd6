/** How long `fit` trains, and how many steps a linear probe takes, when lessons are only run through. */
export const quickLimits = { epochs: 2, stepsPerEpoch: 3, probeIterations: 3 } as const;

/**
 * Whether this process only runs lessons through: each cell is executed, but `fit` and `fitLinearProbe` take a few steps,
 * so no number means anything. `npm test` asks for it with `CODEBOOK_QUICK=1`, in kernels of its own; each progress line, each history and
 * each table of results then says so.
 * @throws Error for any other value, so that nobody is left to guess what `true` or `0` would do.
 */
export function isQuickRun(environment: NodeJS.ProcessEnv = process.env): boolean {
  const value = environment['CODEBOOK_QUICK'];
  if (value === undefined || value === '') return false;
  if (value === '1') return true;
  throw new Error(
    `CODEBOOK_QUICK is "${value}", expected 1 (run lessons through, without their numbers) or nothing; unset it`,
  );
}

/** What stands before all that a quick run shows. */
export const quickWarning = 'QUICK RUN, its numbers mean nothing';
