import type { Call } from './http';
import type { Identity } from './identity';

export interface SignedCall extends Call {
  identity: Identity;
}
