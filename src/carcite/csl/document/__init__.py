"""What several items need of one another: order, positions, years told apart."""
