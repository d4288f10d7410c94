const unit = require('./jest.config');

module.exports = {
  ...unit,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/integration/**/*.test.ts'],
  maxWorkers: 2,
  testTimeout: 120000,
};
