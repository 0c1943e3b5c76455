"""The checks: one file a family, each rule with its reason, its source and its fix."""
