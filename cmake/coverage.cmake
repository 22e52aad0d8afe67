# Counts the branches that tests take, in every C source of the project alike. Unoptimised, or what gcov
# counts would be the compiler's branches; atomically, as threads run the same code.

add_compile_options(--coverage -fprofile-abs-path -fprofile-update=atomic)
add_link_options(--coverage)
