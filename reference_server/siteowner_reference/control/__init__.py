"""What tests need and no operation does: reset, snapshots, the clock, what students do, states."""
