"""What is promised when things break: addresses, locks, clocks, disks, workers, restores."""
