/** The version whose behaviour is imitated; drivers choose their commands by it and by the wire version. */
export const SERVER_VERSION = '7.0.0'

/** Wire version of MongoDB 7.0. */
export const WIRE_VERSION = 21

/** Name of the replica set of one node, without which drivers offer no transactions. */
export const REPLICA_SET = 'embedded'
