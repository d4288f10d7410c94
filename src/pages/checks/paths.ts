export const CHECKS = '/a/opsrounds-ops-app/checks';
