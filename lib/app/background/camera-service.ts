// Camera and microphone where the school approved them, and nowhere else (requirement F11).
import type { EffectivePolicy } from "../../core/policy/types.ts";
import type { SiteSettings } from "../ports.ts";
import type { Memory } from "./memory.ts";

export interface CameraService {
  /** Brings the browser's settings to the policy's. `isFresh`: nothing is believed of what was noted. */
  reconcile(
    effective: Pick<EffectivePolicy, "cameraAndMicrophone">,
    isFresh: boolean,
  ): Promise<void>;
}

const untouched = "";

export function createCameraService(
  siteSettings: Pick<SiteSettings, "setCameraAndMicrophone">,
  memory: Pick<Memory, "cameraPrint">,
): CameraService {
  return {
    async reconcile({ cameraAndMicrophone }, isFresh) {
      const only = cameraAndMicrophone?.only;
      const wanted = only === undefined ? untouched : JSON.stringify(only);
      const before = await memory.cameraPrint.read();
      if (before === wanted && (!isFresh || wanted === untouched)) return;
      await siteSettings.setCameraAndMicrophone(only);
      await memory.cameraPrint.write(wanted);
    },
  };
}
