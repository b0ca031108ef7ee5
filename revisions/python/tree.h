// What this package uses of the parser library (tree-sitter), and flatten, which
// brings a whole tree over to Go in one call: each call from Go into C costs as
// much as dozens of lines of either.
#ifndef SQLPLAN_TREE_H
#define SQLPLAN_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What is wanted of the nodes of one kind.
enum {
	WANT_FIELD = 1,  // the field that it stands in
	WANT_INSIDE = 2, // its children
	WANT_NODE = 4,   // the node at all
};

// A node of the tree, in the order of the text, the outer ones first.
struct flat_node {
	uint32_t start, end;
	uint32_t parent; // its place in the list; of the root its own
	uint16_t symbol, field;
	uint8_t missing;
};

struct flat_tree {
	struct flat_node *nodes; // the caller frees them; NULL: there is no tree
	size_t count;
	bool broken;
};

// An arena is the memory of the library while it is at work on one text.
struct arena;
void arena_init(void); // has the library take its memory from the arena of the thread
struct arena *arena_new(void);
void arena_delete(struct arena *arena);
// Between enter and leave everything that the thread allocates comes from the
// arena; leave takes it all back.
void arena_enter(struct arena *arena);
void arena_leave(void);

// flat_parse parses a text. wants says by kind what to keep of a tree without
// errors; of one with errors, everything is kept.
struct flat_tree flat_parse(struct arena *arena, const void *language, uint64_t timeout_micros, const char *text, uint32_t length, const uint8_t *wants, uint32_t kinds);

#endif
