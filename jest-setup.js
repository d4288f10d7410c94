// The scaffold's set-up needs a DOM; tests of the command line, of servers and of real networks run without one.
if (typeof window !== 'undefined') {
  require('./.config/jest-setup');
}
