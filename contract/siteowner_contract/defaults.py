"""What a run is asked to do where nothing is said; apart, since the command line must load fast."""

SEED = 1
MAX_EXAMPLES = 5
TIMEOUT = 30.0
THROTTLE_BUDGET = 600.0
TIMEZONE = "Africa/Cairo"
