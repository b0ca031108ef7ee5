//go:build cgo

#include "tree.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

// The library makes and frees tens of thousands of small pieces for one text.
// Here they are cut from chunks that are freed together when the text is done
// with; a freed piece is used again for the next one of its size.

enum {
	STEP = 16,
	SMALL = 64,       // sizes up to SMALL * STEP have a list of their own
	CHUNK = 1 << 18,
	CLASSES = SMALL + 33,
};

// piece stands in front of the memory that is handed out.
struct piece {
	size_t size;
	struct piece *next; // while it is free
};

struct chunk {
	struct chunk *next;
	alignas(STEP) char memory[];
};

struct arena {
	struct chunk *chunks; // the first is the one that pieces are cut from
	size_t used;
	struct piece *unused[CLASSES];
};

static _Thread_local struct arena *current;

// class_of rounds a size up and returns the list of its pieces.
static int class_of(size_t *size) {
	size_t steps = (*size + STEP - 1) / STEP;
	if (steps <= SMALL) {
		*size = (steps ? steps : 1) * STEP;
		return (int)(steps ? steps : 1) - 1;
	}
	int class = SMALL;
	size_t room = SMALL * STEP * 2;
	while (room < *size && class < CLASSES - 1) room *= 2, class++;
	*size = room;
	return class;
}

// add_chunk gives the arena a new first chunk, to cut pieces from.
static bool add_chunk(struct arena *a) {
	struct chunk *c = malloc(sizeof *c + CHUNK);
	if (!c) return false;
	c->next = a->chunks;
	a->chunks = c;
	a->used = 0;
	return true;
}

// add_large makes a chunk for one piece, behind the first.
static struct piece *add_large(struct arena *a, size_t whole) {
	struct chunk *c = malloc(sizeof *c + whole);
	if (!c) return NULL;
	c->next = a->chunks->next;
	a->chunks->next = c;
	return (struct piece *)c->memory;
}

static void *arena_malloc(size_t size) {
	struct arena *a = current;
	if (!a) return malloc(size);
	if (size > SIZE_MAX / 4) return NULL;
	int class = class_of(&size);
	struct piece *p = a->unused[class];
	if (p) {
		a->unused[class] = p->next;
		return p + 1;
	}
	size_t whole = size + sizeof *p;
	if (whole > CHUNK / 4) {
		p = add_large(a, whole);
		if (!p) return NULL;
	} else {
		if (a->used + whole > CHUNK && !add_chunk(a)) return NULL;
		p = (struct piece *)(a->chunks->memory + a->used);
		a->used += whole;
	}
	p->size = size;
	return p + 1;
}

static void *arena_calloc(size_t count, size_t size) {
	if (!current) return calloc(count, size);
	if (size && count > SIZE_MAX / size) return NULL;
	void *p = arena_malloc(count * size);
	return p ? memset(p, 0, count * size) : NULL;
}

static void arena_free(void *memory) {
	if (!current) {
		free(memory);
		return;
	}
	if (!memory) return;
	struct piece *p = (struct piece *)memory - 1;
	size_t size = p->size;
	int class = class_of(&size);
	p->next = current->unused[class];
	current->unused[class] = p;
}

static void *arena_realloc(void *memory, size_t size) {
	if (!current) return realloc(memory, size);
	if (!memory) return arena_malloc(size);
	size_t have = ((struct piece *)memory - 1)->size;
	if (size <= have) return memory;
	void *more = arena_malloc(size);
	if (!more) return NULL;
	memcpy(more, memory, have);
	arena_free(memory);
	return more;
}

extern void ts_set_allocator(void *(*)(size_t), void *(*)(size_t, size_t), void *(*)(void *, size_t), void (*)(void *));

void arena_init(void) { ts_set_allocator(arena_malloc, arena_calloc, arena_realloc, arena_free); }

struct arena *arena_new(void) {
	struct arena *a = calloc(1, sizeof *a);
	if (a && !add_chunk(a)) {
		free(a);
		return NULL;
	}
	return a;
}

// arena_reset frees all but one chunk.
static void arena_reset(struct arena *a) {
	for (struct chunk *c = a->chunks->next; c;) {
		struct chunk *next = c->next;
		free(c);
		c = next;
	}
	a->chunks->next = NULL;
	a->used = 0;
	memset(a->unused, 0, sizeof a->unused);
}

void arena_delete(struct arena *a) {
	arena_reset(a);
	free(a->chunks);
	free(a);
}

void arena_enter(struct arena *a) { current = a; }

void arena_leave(void) {
	arena_reset(current);
	current = NULL;
}
