"""The findings of a check in the forms that people and CI systems read.

Each module is one form and offers `write(checked, rules) -> str`; none of them prints.
"""
