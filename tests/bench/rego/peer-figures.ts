/** Nanoseconds of one decision that other engines took on one and the same machine (November 2026): the best of several rounds. */
export interface PeerFigures {
  /** OPA 1.22.2 as a library, its input parsed before. */
  readonly opaLibrary: number;
  /** `@open-policy-agent/opa-wasm` in Node. */
  readonly opaWasm: number;
  /** regorus 0.14.1. */
  readonly regorus: number;
}

export const peerFigures: Readonly<Record<string, PeerFigures>> = {
  privileged: { opaLibrary: 8_685, opaWasm: 11_023, regorus: 3_728 },
  bad_images: { opaLibrary: 35_355, opaWasm: 21_499, regorus: 81_309 },
  deny: { opaLibrary: 44_061, opaWasm: 40_274, regorus: 20_816 },
  five: { opaLibrary: 94_658, opaWasm: 48_100, regorus: 79_524 },
};

/** CPU-seconds of `opa eval` over 10,000 objects, the whole process. */
export const opaEvalCpuSeconds = 1.84;

/** CPU-seconds of `gator test` with five templates over so many objects as YAML, the whole process. */
export const gatorCpuSeconds = { 1000: 3.54, 10000: 36 } as const;
