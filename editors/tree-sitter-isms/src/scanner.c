// What the grammar of `.isms` needs beyond regular expressions; grammar.js says why.
//
// The only state is how deep blocks and lists nest, in one byte.
#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"
#include "unicode.h"

enum Token {
    DECLARATION_WORD,
    MEMBER_WORD,
    NAME,
    NUMBER,
    QUOTE,
    TEXT_START,
    TEXT_CONTENT,
    TEXT_END,
    END,
    GAP,
    BLOCK_OPEN,
    BLOCK_CLOSE,
    LIST_OPEN,
    LIST_CLOSE,
    // valid only while the parser looks for its way out of a mistake
    RECOVERING,
};

// as deep as the compiler reads
enum { MAX_DEPTH = 64 };

typedef struct {
    unsigned char depth;
} Scanner;

static bool in_table(const Range *table, unsigned count, int32_t c) {
    unsigned low = 0, high = count;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (c > table[middle].last) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && c >= table[low].first;
}

static bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool begins_name(int32_t c) {
    return c < 0x80 ? is_letter(c) || c == '_' : in_table(XID_START, sizeof XID_START / sizeof *XID_START, c);
}

static bool goes_on_in_name(int32_t c) {
    return c < 0x80 ? is_letter(c) || is_digit(c) || c == '_' || c == '-' : in_table(XID_CONTINUE, sizeof XID_CONTINUE / sizeof *XID_CONTINUE, c);
}

// control characters but tab and the ends of lines, and what turns the direction of text
static bool is_dangerous(int32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c <= 0x9f) || c == 0x200b || c == 0x200e || c == 0x200f ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff || c == 0xfffe || c == 0xffff;
}

// signs that end a name and a number, wherever they stand; two dots do too
static bool is_sign(int32_t c) {
    switch (c) {
        case ' ': case '\t': case '\n': case '\r': case ',': case ';': case '{': case '}': case '[': case ']':
        case '"': case ':': case '=': case '%': case '/': case 0xa0:
            return true;
        default:
            return false;
    }
}

// Reads on to the end of a word; its first character is read already. A strict word ends before what cannot stand in a name, and
// no token begins there, so that it is a mistake.
static void read_word(TSLexer *lexer, bool strict) {
    lexer->mark_end(lexer);
    while (!lexer->eof(lexer) && !is_sign(lexer->lookahead) && !is_dangerous(lexer->lookahead)) {
        if (lexer->lookahead == '.') {
            lexer->advance(lexer, false);
            if (lexer->lookahead == '.') {
                return;
            }
        } else if (strict && !goes_on_in_name(lexer->lookahead)) {
            return;
        } else {
            lexer->advance(lexer, false);
        }
        lexer->mark_end(lexer);
    }
}

static bool give(TSLexer *lexer, enum Token token) {
    lexer->result_symbol = token;
    return true;
}

// Inside a text block: all up to the three quotes, unless a letter stands in the first column before them.
static bool scan_text(TSLexer *lexer, const bool *valid) {
    bool first_column = false, any = false;
    int quotes = 0;
    lexer->mark_end(lexer);
    while (!lexer->eof(lexer)) {
        int32_t c = lexer->lookahead;
        if (is_dangerous(c) || (first_column && begins_name(c))) {
            return false;
        }
        quotes = c == '"' ? quotes + 1 : 0;
        lexer->advance(lexer, false);
        if (quotes == 3) {
            if (!any) {
                lexer->mark_end(lexer);
                return valid[TEXT_END] && give(lexer, TEXT_END);
            }
            return valid[TEXT_CONTENT] && give(lexer, TEXT_CONTENT);
        }
        if (quotes == 0) {
            any = true;
            lexer->mark_end(lexer);
        }
        first_column = c == '\n' || c == '\r';
    }
    return false;
}

static bool scan(Scanner *scanner, TSLexer *lexer, const bool *valid) {
    bool recovering = valid[RECOVERING];
    if (!recovering && (valid[TEXT_CONTENT] || valid[TEXT_END])) {
        return scan_text(lexer, valid);
    }

    bool first_column = lexer->get_column(lexer) == 0, new_line = first_column;
    while (lexer->lookahead == ' ' || lexer->lookahead == '\t' || lexer->lookahead == '\n' || lexer->lookahead == '\r') {
        bool ends_line = lexer->lookahead == '\n' || lexer->lookahead == '\r';
        if (ends_line && !recovering && valid[GAP]) {
            while (lexer->lookahead == ' ' || lexer->lookahead == '\t' || lexer->lookahead == '\n' || lexer->lookahead == '\r') {
                lexer->advance(lexer, false);
            }
            lexer->mark_end(lexer);
            return give(lexer, GAP);
        }
        if (ends_line && !recovering && valid[END]) {
            lexer->mark_end(lexer);
            return give(lexer, END);
        }
        first_column = ends_line;
        new_line = new_line || ends_line;
        lexer->advance(lexer, true);
    }
    lexer->mark_end(lexer);

    int32_t c = lexer->lookahead;
    if (!recovering && valid[END] && (lexer->eof(lexer) || c == '}' || c == ';')) {
        return give(lexer, END);
    }
    if (lexer->eof(lexer)) {
        return false;
    }

    switch (c) {
        case '{':
        case '[': {
            enum Token token = c == '{' ? BLOCK_OPEN : LIST_OPEN;
            if (!valid[token] || scanner->depth >= MAX_DEPTH) {
                return false;
            }
            scanner->depth++;
            lexer->advance(lexer, false);
            lexer->mark_end(lexer);
            return give(lexer, token);
        }
        case '}':
        case ']': {
            enum Token token = c == '}' ? BLOCK_CLOSE : LIST_CLOSE;
            if (!valid[token]) {
                return false;
            }
            scanner->depth -= scanner->depth > 0;
            lexer->advance(lexer, false);
            lexer->mark_end(lexer);
            return give(lexer, token);
        }
        case '"': {
            lexer->advance(lexer, false);
            lexer->mark_end(lexer);
            if (lexer->lookahead == '"') {
                lexer->advance(lexer, false);
                if (lexer->lookahead == '"') {
                    lexer->advance(lexer, false);
                    lexer->mark_end(lexer);
                    return valid[TEXT_START] && give(lexer, TEXT_START);
                }
            }
            return valid[QUOTE] && give(lexer, QUOTE);
        }
        case '-':
            lexer->advance(lexer, false);
            if (!is_digit(lexer->lookahead)) {
                return false;
            }
            break;
        default:
            break;
    }

    if (is_digit(lexer->lookahead)) {
        if (!valid[NUMBER]) {
            return false;
        }
        lexer->advance(lexer, false);
        read_word(lexer, false);
        return give(lexer, NUMBER);
    }

    if (!begins_name(lexer->lookahead)) {
        return false;
    }
    enum Token token = first_column ? DECLARATION_WORD : recovering ? (new_line ? MEMBER_WORD : NAME) : valid[NAME] ? NAME : MEMBER_WORD;
    if (!valid[token]) {
        return false;
    }
    lexer->advance(lexer, false);
    read_word(lexer, token == NAME);
    if (token == DECLARATION_WORD) {
        scanner->depth = 0;
    }
    return give(lexer, token);
}

void *tree_sitter_isms_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_isms_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_isms_external_scanner_serialize(void *payload, char *buffer) {
    buffer[0] = (char)((Scanner *)payload)->depth;
    return 1;
}

void tree_sitter_isms_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
    ((Scanner *)payload)->depth = length == 1 ? (unsigned char)buffer[0] : 0;
}

bool tree_sitter_isms_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) { return scan(payload, lexer, valid); }
