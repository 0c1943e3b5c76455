"""What a reference is: frozen values, equal by meaning and not by place."""
