export const gatekeeperVersion = '3.22';
