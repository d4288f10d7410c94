const unit = require('../../jest.config');

module.exports = {
  ...unit,
  rootDir: '../..',
  testEnvironment: 'node',
  setupFilesAfterEnv: [],
  testMatch: ['<rootDir>/tests/contract/**/*.test.ts'],
  maxWorkers: 1,
  testTimeout: 60000,
};
