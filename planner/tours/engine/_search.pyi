# What src/binding.cpp offers.

def build() -> str:
    """Compiler and language this module was built with."""
