//go:build cgo

#include "tree.h"

#include <stdlib.h>

// These declarations repeat those of the library's tree_sitter/api.h, which no
// other Go package can include.

typedef struct TSParser TSParser;
typedef struct TSTree TSTree;
typedef struct TSLanguage TSLanguage;

typedef struct TSNode {
	uint32_t context[4];
	const void *id;
	const TSTree *tree;
} TSNode;

typedef struct TSTreeCursor {
	const void *tree;
	const void *id;
	uint32_t context[3];
} TSTreeCursor;

extern TSParser *ts_parser_new(void);
extern void ts_parser_delete(TSParser *);
extern bool ts_parser_set_language(TSParser *, const TSLanguage *);
extern void ts_parser_set_timeout_micros(TSParser *, uint64_t);
extern TSTree *ts_parser_parse_string(TSParser *, const TSTree *, const char *, uint32_t);
extern TSNode ts_tree_root_node(const TSTree *);
extern bool ts_node_has_error(TSNode);
extern bool ts_node_is_missing(TSNode);
extern uint16_t ts_node_symbol(TSNode);
extern uint32_t ts_node_start_byte(TSNode);
extern uint32_t ts_node_end_byte(TSNode);
extern TSTreeCursor ts_tree_cursor_new(TSNode);
extern void ts_tree_cursor_delete(TSTreeCursor *);
extern TSNode ts_tree_cursor_current_node(const TSTreeCursor *);
extern uint16_t ts_tree_cursor_current_field_id(const TSTreeCursor *);
extern bool ts_tree_cursor_goto_first_child(TSTreeCursor *);
extern bool ts_tree_cursor_goto_next_sibling(TSTreeCursor *);
extern bool ts_tree_cursor_goto_parent(TSTreeCursor *);

struct flattening {
	TSTreeCursor cursor;
	struct flat_tree *out;
	size_t room;
	const uint8_t *wants;
	uint32_t kinds;
};

// add keeps the node at hand if it is wanted, and returns what is wanted of it;
// -1 if memory is out.
static int add(struct flattening *f, uint32_t parent) {
	TSNode node = ts_tree_cursor_current_node(&f->cursor);
	uint16_t symbol = ts_node_symbol(node);
	struct flat_tree *out = f->out;
	int wants = WANT_NODE | WANT_INSIDE | WANT_FIELD;
	if (!out->broken && symbol < f->kinds) wants = f->wants[symbol];
	if (!(wants & WANT_NODE)) return 0;
	if (out->count == f->room) {
		f->room = f->room * 2 + 64;
		struct flat_node *more = realloc(out->nodes, f->room * sizeof *more);
		if (!more) return -1;
		out->nodes = more;
	}
	struct flat_node *n = &out->nodes[out->count++];
	n->start = ts_node_start_byte(node);
	n->end = ts_node_end_byte(node);
	n->parent = parent;
	n->symbol = symbol;
	n->field = wants & WANT_FIELD ? ts_tree_cursor_current_field_id(&f->cursor) : 0;
	n->missing = out->broken && ts_node_is_missing(node);
	return wants;
}

// flatten walks without recursion: the input decides how deep its tree is.
static bool flatten(struct flattening *f) {
	uint32_t parent = 0;
	int wants = add(f, 0);
	for (;;) {
		if (wants < 0) return false;
		if (wants & WANT_INSIDE && ts_tree_cursor_goto_first_child(&f->cursor)) {
			parent = (uint32_t)(f->out->count - 1);
		} else {
			while (!ts_tree_cursor_goto_next_sibling(&f->cursor)) {
				if (!ts_tree_cursor_goto_parent(&f->cursor)) return true;
				parent = f->out->nodes[parent].parent;
			}
		}
		wants = add(f, parent);
	}
}

static void parse(struct flat_tree *out, TSParser *parser, const char *text, uint32_t length, const uint8_t *wants, uint32_t kinds) {
	TSTree *tree = ts_parser_parse_string(parser, NULL, text, length);
	if (!tree) return;
	TSNode root = ts_tree_root_node(tree);
	out->broken = ts_node_has_error(root);
	struct flattening f = {ts_tree_cursor_new(root), out, length / 8 + 64, wants, kinds};
	out->nodes = malloc(f.room * sizeof *out->nodes);
	if (!out->nodes || !flatten(&f)) {
		free(out->nodes);
		out->nodes = NULL;
	}
	ts_tree_cursor_delete(&f.cursor);
	// The tree goes with the arena: to free it piece by piece costs as much as to walk it.
}

struct flat_tree flat_parse(struct arena *arena, const void *language, uint64_t timeout_micros, const char *text, uint32_t length, const uint8_t *wants, uint32_t kinds) {
	struct flat_tree out = {NULL, 0, false};
	arena_enter(arena);
	TSParser *parser = ts_parser_new();
	if (parser && ts_parser_set_language(parser, language)) {
		ts_parser_set_timeout_micros(parser, timeout_micros);
		parse(&out, parser, text, length, wants, kinds);
	}
	if (parser) ts_parser_delete(parser); // its scanner has memory of its own
	arena_leave();
	return out;
}
