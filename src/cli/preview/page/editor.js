// The editor comes here.
