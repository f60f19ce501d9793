import type { MessageKind } from '../kinds.ts';
import type { MessageOf } from '../messages.ts';
import type { RenderModel } from '../model.ts';
import type { Block } from '../render/blocks.ts';

/** One pure function per kind: parameters and model in, blocks out. */
export type Templates = {
  [Kind in MessageKind]: (params: MessageOf<Kind>['params'], model: RenderModel) => Block[];
};
