"""Two laptops of one event: the first writes, the second follows and can take over."""
