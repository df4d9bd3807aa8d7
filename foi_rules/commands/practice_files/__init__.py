"""What `foi practice` sets: real decisions as encoded by hand, and the exercises that are made from them."""
