/* A host in plain C, as somebody else writes it: it loads the library and knows EVMC's ABI alone.
 */
#include <dlfcn.h>
#include <mozi/evmc_abi.h>
#include <stdio.h>
#include <string.h>

static int failures = 0;
#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                     \
    }                                                                 \
  } while (0)

/* One account with one slot, one transient slot, and the last of whatever came. */
struct evmc_host_context {
  evmc_bytes32 slot;
  evmc_bytes32 transient;
  uint8_t code[64];
  size_t code_size;
  struct evmc_message message;
  uint8_t input[64];
  struct evmc_result answer;
  int released;
  uint8_t log[64];
  size_t log_size;
  evmc_bytes32 topics[4];
  size_t topics_count;
  evmc_address heir;
  int64_t block_asked;
  struct evmc_vm* vm; /* runs nested calls, if set */
  const struct evmc_host_interface* interface;
};

static bool account_exists(struct evmc_host_context* c, const evmc_address* a) {
  (void)c;
  return a->bytes[19] != 0xee;
}
static evmc_bytes32 get_storage(struct evmc_host_context* c, const evmc_address* a,
                                const evmc_bytes32* key) {
  (void)a, (void)key;
  return c->slot;
}
static enum evmc_storage_status set_storage(struct evmc_host_context* c, const evmc_address* a,
                                            const evmc_bytes32* key, const evmc_bytes32* value) {
  (void)a, (void)key;
  c->slot = *value;
  return EVMC_STORAGE_ADDED;
}
static evmc_uint256be get_balance(struct evmc_host_context* c, const evmc_address* a) {
  evmc_uint256be balance = {{0}};
  (void)c;
  balance.bytes[31] = a->bytes[19];
  return balance;
}
static size_t get_code_size(struct evmc_host_context* c, const evmc_address* a) {
  (void)a;
  return c->code_size;
}
static evmc_bytes32 get_code_hash(struct evmc_host_context* c, const evmc_address* a) {
  evmc_bytes32 hash = {{0xcc}};
  (void)c, (void)a;
  return hash;
}
static size_t copy_code(struct evmc_host_context* c, const evmc_address* a, size_t offset,
                        uint8_t* buffer, size_t size) {
  size_t n = offset < c->code_size ? c->code_size - offset : 0;
  (void)a;
  if (n > size) n = size;
  if (n != 0) memcpy(buffer, c->code + offset, n);
  return n;
}
static bool selfdestruct(struct evmc_host_context* c, const evmc_address* a,
                         const evmc_address* heir) {
  (void)a;
  c->heir = *heir;
  return true;
}
static struct evmc_host_context* releasing;
static void release(const struct evmc_result* result) {
  (void)result;
  ++releasing->released;
}
static struct evmc_result call(struct evmc_host_context* c, const struct evmc_message* m) {
  struct evmc_result result;
  c->message = *m;
  memcpy(c->input, m->input_data, m->input_size < 64 ? m->input_size : 64);
  if (c->vm != NULL) {
    if (m->depth == 1024)
      memset(&result, 0, sizeof result);
    else
      result = c->vm->execute(c->vm, c->interface, c, EVMC_CANCUN, m, c->code, c->code_size);
    return result;
  }
  result = c->answer;
  result.release = release;
  releasing = c;
  return result;
}
static struct evmc_tx_context get_tx_context(struct evmc_host_context* c) {
  static const evmc_bytes32 blobs[2] = {{{1}}, {{2}}};
  struct evmc_tx_context tx;
  (void)c;
  memset(&tx, 0, sizeof tx);
  tx.tx_gas_price.bytes[31] = 1;
  tx.tx_origin.bytes[19] = 2;
  tx.block_coinbase.bytes[19] = 3;
  tx.block_number = 4000;
  tx.block_timestamp = 5;
  tx.block_gas_limit = 6;
  tx.block_prev_randao.bytes[31] = 7;
  tx.chain_id.bytes[31] = 8;
  tx.block_base_fee.bytes[31] = 9;
  tx.blob_base_fee.bytes[31] = 10;
  tx.blob_hashes = blobs;
  tx.blob_hashes_count = 2;
  return tx;
}
static evmc_bytes32 get_block_hash(struct evmc_host_context* c, int64_t number) {
  evmc_bytes32 hash = {{0xbb}};
  c->block_asked = number;
  return hash;
}
static void emit_log(struct evmc_host_context* c, const evmc_address* a, const uint8_t* data,
                     size_t size, const evmc_bytes32 topics[], size_t count) {
  (void)a;
  memcpy(c->log, data, size);
  c->log_size = size;
  memcpy(c->topics, topics, count * sizeof *topics);
  c->topics_count = count;
}
static enum evmc_access_status access_account(struct evmc_host_context* c, const evmc_address* a) {
  (void)c;
  return a->bytes[19] == 0xc0 ? EVMC_ACCESS_COLD : EVMC_ACCESS_WARM;
}
static enum evmc_access_status access_storage(struct evmc_host_context* c, const evmc_address* a,
                                              const evmc_bytes32* key) {
  (void)c, (void)a;
  return key->bytes[31] == 0xc0 ? EVMC_ACCESS_COLD : EVMC_ACCESS_WARM;
}
static evmc_bytes32 get_transient_storage(struct evmc_host_context* c, const evmc_address* a,
                                          const evmc_bytes32* key) {
  (void)a, (void)key;
  return c->transient;
}
static void set_transient_storage(struct evmc_host_context* c, const evmc_address* a,
                                  const evmc_bytes32* key, const evmc_bytes32* value) {
  (void)a, (void)key;
  c->transient = *value;
}

static const struct evmc_host_interface host = {
    account_exists,       get_storage, set_storage,    get_balance,    get_code_size,
    get_code_hash,        copy_code,   selfdestruct,   call,           get_tx_context,
    get_block_hash,       emit_log,    access_account, access_storage, get_transient_storage,
    set_transient_storage};

static struct evmc_vm* vm;

/* Runs code with 100,000 gas, or whatever the message has. */
static struct evmc_result run_as(struct evmc_host_context* c, enum evmc_revision revision,
                                 struct evmc_message* message, const void* code, size_t size) {
  if (message->gas == 0) message->gas = 100000;
  message->recipient.bytes[19] = 0xaa;
  return vm->execute(vm, &host, c, revision, message, code, size);
}
static struct evmc_result run(struct evmc_host_context* c, enum evmc_revision revision,
                              const void* code, size_t size) {
  struct evmc_message message;
  memset(&message, 0, sizeof message);
  return run_as(c, revision, &message, code, size);
}
#define RUN(c, revision, code) run(c, revision, code, sizeof(code) - 1)

static void finish(struct evmc_result* result) {
  if (result->release != NULL) result->release(result);
}
/* Runs code that returns a word, and gives its last byte. */
static int last_byte(struct evmc_host_context* c, enum evmc_revision revision, const void* code,
                     size_t size) {
  struct evmc_result r = run(c, revision, code, size);
  int byte = r.status_code == EVMC_SUCCESS && r.output_size == 32 ? r.output_data[31] : -1;
  finish(&r);
  return byte;
}
/* Code that returns what one opcode pushes. */
static int pushed(struct evmc_host_context* c, int opcode) {
  uint8_t code[] = {0, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3};
  code[0] = (uint8_t)opcode;
  return last_byte(c, EVMC_OSAKA, code, sizeof code);
}

static void test_identity(void) {
  CHECK(vm->abi_version == EVMC_ABI_VERSION);
  CHECK(strcmp(vm->name, "mozi") == 0);
  CHECK(vm->version[0] != 0);
  CHECK(vm->get_capabilities(vm) == EVMC_CAPABILITY_EVM1);
}

static void test_results(void) {
  struct evmc_host_context c;
  struct evmc_result r;
  memset(&c, 0, sizeof c);
  /* 2 + 3, returned: four PUSHes, ADD, MSTORE with a word of memory. */
  r = RUN(&c, EVMC_FRONTIER, "\x60\x02\x60\x03\x01\x60\x00\x52\x60\x20\x60\x00\xf3");
  CHECK(r.status_code == EVMC_SUCCESS);
  CHECK(r.gas_left == 100000 - 6 * 3 - 6);
  CHECK(r.output_size == 32 && r.output_data[31] == 5);
  finish(&r);
  r = RUN(&c, EVMC_OSAKA, "\x60\x01\x5f\xfd");
  CHECK(r.status_code == EVMC_REVERT);
  CHECK(r.gas_left == 100000 - 5 - 3);
  CHECK(r.output_size == 1 && r.gas_refund == 0);
  finish(&r);
  CHECK(RUN(&c, EVMC_OSAKA, "").status_code == EVMC_SUCCESS);
}

static void test_failures(void) {
  static const struct {
    enum evmc_revision revision;
    enum evmc_status_code status;
    const char* code;
    size_t size;
  } cases[] = {
#define CASE(revision, status, code) {revision, status, code, sizeof(code) - 1}
      CASE(EVMC_OSAKA, EVMC_INVALID_INSTRUCTION, "\xfe"),
      CASE(EVMC_OSAKA, EVMC_UNDEFINED_INSTRUCTION, "\x0c"),
      CASE(EVMC_PARIS, EVMC_UNDEFINED_INSTRUCTION, "\x5f"),
      CASE(EVMC_OSAKA, EVMC_STACK_UNDERFLOW, "\x01"),
      CASE(EVMC_OSAKA, EVMC_STACK_OVERFLOW, "\x5b\x5f\x5f\x56"),
      CASE(EVMC_OSAKA, EVMC_BAD_JUMP_DESTINATION, "\x60\x09\x56"),
      CASE(EVMC_OSAKA, EVMC_INVALID_MEMORY_ACCESS, "\x60\x01\x5f\x5f\x3e"),
      CASE(EVMC_OSAKA, EVMC_OUT_OF_GAS, "\x5f\x63\xff\xff\xff\xff\x52"),
      CASE(EVMC_FRONTIER, EVMC_OUT_OF_GAS, "\x5b\x60\x00\x56"),
      CASE(EVMC_OSAKA, EVMC_OUT_OF_GAS, "\x62\x00\xc0\x01\x5f\x5f\xf0"),
      CASE((enum evmc_revision)99, EVMC_REJECTED, "\x00"),
#undef CASE
  };
  struct evmc_host_context c;
  size_t i;
  memset(&c, 0, sizeof c);
  for (i = 0; i < sizeof cases / sizeof *cases; ++i) {
    struct evmc_result r = run(&c, cases[i].revision, cases[i].code, cases[i].size);
    if (r.status_code != cases[i].status)
      fprintf(stderr, "case %zu: status %d\n", i, r.status_code);
    CHECK(r.status_code == cases[i].status);
    CHECK(r.gas_left == 0 && r.gas_refund == 0 && r.output_size == 0);
    finish(&r);
  }
}

static void test_environment(void) {
  struct evmc_host_context c;
  memset(&c, 0, sizeof c);
  c.code_size = 50;
  CHECK(pushed(&c, 0x30) == 0xaa); /* ADDRESS */
  CHECK(pushed(&c, 0x32) == 2);    /* ORIGIN */
  CHECK(pushed(&c, 0x3a) == 1);    /* GASPRICE */
  CHECK(pushed(&c, 0x41) == 3);    /* COINBASE */
  CHECK(pushed(&c, 0x42) == 5);    /* TIMESTAMP */
  CHECK(pushed(&c, 0x43) == 0xa0); /* NUMBER: 4000 */
  CHECK(pushed(&c, 0x44) == 7);    /* PREVRANDAO */
  CHECK(pushed(&c, 0x45) == 6);    /* GASLIMIT */
  CHECK(pushed(&c, 0x46) == 8);    /* CHAINID */
  CHECK(pushed(&c, 0x47) == 0xaa); /* SELFBALANCE */
  CHECK(pushed(&c, 0x48) == 9);    /* BASEFEE */
  CHECK(pushed(&c, 0x4a) == 10);   /* BLOBBASEFEE */
#define LAST(code) last_byte(&c, EVMC_OSAKA, code "\x5f\x52\x60\x20\x5f\xf3", sizeof(code) + 5)
  CHECK(LAST("\x60\x55\x31") == 0x55);                 /* BALANCE */
  CHECK(LAST("\x60\x55\x3b") == 50);                   /* EXTCODESIZE */
  CHECK(LAST("\x60\x01\x49\x60\xf8\x1c") == 2);        /* BLOBHASH */
  CHECK(LAST("\x61\x0f\x9f\x40\x60\xf8\x1c") == 0xbb); /* BLOCKHASH of 3999 */
  CHECK(c.block_asked == 3999);
  CHECK(LAST("\x60\x55\x3f\x60\xf8\x1c") == 0xcc); /* EXTCODEHASH */
#undef LAST
}

static void test_state(void) {
  struct evmc_host_context c;
  struct evmc_result r;
  memset(&c, 0, sizeof c);
  r = RUN(&c, EVMC_OSAKA, "\x60\x07\x5f\x55\x60\x08\x5f\x5d"); /* SSTORE, TSTORE */
  CHECK(r.status_code == EVMC_SUCCESS);
  CHECK(r.gas_left == 100000 - 3 - 2 - 20000 - 3 - 2 - 100);
  CHECK(c.slot.bytes[31] == 7 && c.transient.bytes[31] == 8);
  r = RUN(&c, EVMC_OSAKA, "\x60\xc0\x54\x50"); /* SLOAD of a cold slot */
  CHECK(r.gas_left == 100000 - 3 - 2100 - 2);
  r = RUN(&c, EVMC_OSAKA, "\x60\xc0\x31\x50"); /* BALANCE of a cold account */
  CHECK(r.gas_left == 100000 - 3 - 2600 - 2);
  r = RUN(&c, EVMC_OSAKA, "\x60\xab\x5f\x53\x60\x0d\x60\x01\x5f\xa1"); /* LOG1 */
  CHECK(r.status_code == EVMC_SUCCESS && c.log_size == 1 && c.log[0] == 0xab);
  CHECK(c.topics_count == 1 && c.topics[0].bytes[31] == 0x0d);
  r = RUN(&c, EVMC_OSAKA, "\x60\x77\xff"); /* SELFDESTRUCT */
  CHECK(r.status_code == EVMC_SUCCESS && c.heir.bytes[19] == 0x77);
}

static void test_static_mode(void) {
  struct evmc_host_context c;
  struct evmc_message message;
  memset(&c, 0, sizeof c);
  memset(&message, 0, sizeof message);
  message.flags = EVMC_STATIC;
  CHECK(run_as(&c, EVMC_OSAKA, &message, "\x60\x07\x5f\x55", 4).status_code ==
        EVMC_STATIC_MODE_VIOLATION);
  CHECK(c.slot.bytes[31] == 0);
}

static void test_calls(void) {
  static const uint8_t output[] = {0x11, 0x22};
  struct evmc_host_context c;
  struct evmc_result r;
  memset(&c, 0, sizeof c);
  c.answer.gas_left = 1000;
  c.answer.output_data = output;
  c.answer.output_size = 2;
  /* STATICCALL of 0xb0 with 5000 gas, one byte of input; returns the status and one byte. */
  r = RUN(&c, EVMC_OSAKA,
          "\x60\x99\x5f\x53\x60\x01\x60\x20\x60\x01\x5f\x60\xb0\x61\x13\x88\xfa\x5f\x53\x60\x40\x5f"
          "\xf3");
  CHECK(r.status_code == EVMC_SUCCESS && r.output_size == 64);
  CHECK(r.output_data[0] == 1 && r.output_data[32] == 0x11 && r.output_data[33] == 0);
  CHECK(c.message.kind == EVMC_CALL && c.message.flags == EVMC_STATIC);
  CHECK(c.message.depth == 1 && c.message.gas == 5000);
  CHECK(c.message.sender.bytes[19] == 0xaa && c.message.recipient.bytes[19] == 0xb0);
  CHECK(c.message.code_address.bytes[19] == 0xb0);
  CHECK(c.message.input_size == 1 && c.input[0] == 0x99);
  CHECK(c.released == 1);
  finish(&r);
  /* DELEGATECALL keeps recipient and sender of its own frame. */
  r = RUN(&c, EVMC_OSAKA, "\x5f\x5f\x5f\x5f\x60\xb0\x61\x13\x88\xf4");
  CHECK(c.message.kind == EVMC_DELEGATECALL && c.message.recipient.bytes[19] == 0xaa);
  CHECK(c.message.code_address.bytes[19] == 0xb0);
  /* CREATE2 with value 1 and salt 9 gives the address that the host says. */
  c.answer.create_address.bytes[19] = 0xd1;
  c.answer.output_size = 0;
  r = RUN(&c, EVMC_OSAKA, "\x60\x09\x60\x02\x5f\x60\x01\xf5\x5f\x52\x60\x20\x5f\xf3");
  CHECK(r.status_code == EVMC_SUCCESS && r.output_size == 32 && r.output_data[31] == 0xd1);
  CHECK(c.message.kind == EVMC_CREATE2 && c.message.create2_salt.bytes[31] == 9);
  CHECK(c.message.value.bytes[31] == 1 && c.message.input_size == 2);
  finish(&r);
  /* A callee's refund is its caller's, too. */
  c.answer.gas_refund = 4800;
  r = RUN(&c, EVMC_OSAKA, "\x5f\x5f\x5f\x5f\x60\xb0\x61\x13\x88\xf4");
  CHECK(r.gas_refund == 4800);
  /* The code of a delegation is its target's. */
  c.code_size = 23;
  memcpy(c.code, "\xef\x01", 3);
  c.code[22] = 0xde;
  r = RUN(&c, EVMC_PRAGUE, "\x5f\x5f\x5f\x5f\x60\xb0\x61\x13\x88\xfa");
  CHECK(c.message.code_address.bytes[19] == 0xde && c.message.recipient.bytes[19] == 0xb0);
  CHECK(c.message.flags == (EVMC_STATIC | EVMC_DELEGATED));
  /* An error of the host is no failure that code may go on from. */
  c.answer.status_code = EVMC_INTERNAL_ERROR;
  r = RUN(&c, EVMC_OSAKA, "\x5f\x5f\x5f\x5f\x60\xb0\x61\x13\x88\xfa\x00");
  CHECK(r.status_code == EVMC_INTERNAL_ERROR && r.gas_left == 0);
}

/* Code that calls itself with all gas; the host runs it on the same VM. */
static void test_recursion(void) {
  static const uint8_t recursive[] = {0x5f, 0x5f, 0x5f, 0x5f, 0x5f, 0x60, 0xb0, 0x5a, 0xf1};
  struct evmc_host_context c;
  struct evmc_message message;
  struct evmc_result r;
  memset(&c, 0, sizeof c);
  memset(&message, 0, sizeof message);
  memcpy(c.code, recursive, sizeof recursive);
  c.code_size = sizeof recursive;
  c.vm = vm;
  c.interface = &host;
  message.gas = (int64_t)1 << 40;
  r = run_as(&c, EVMC_CANCUN, &message, c.code, c.code_size);
  CHECK(r.status_code == EVMC_SUCCESS);
  CHECK(c.message.depth == 1024);
}

static void test_options(void) {
  struct evmc_host_context c;
  struct evmc_message message;
  struct evmc_result r;
  memset(&c, 0, sizeof c);
  memset(&message, 0, sizeof message);
  CHECK(vm->set_option(vm, "speed", "9") == EVMC_SET_OPTION_INVALID_NAME);
  CHECK(vm->set_option(vm, NULL, NULL) == EVMC_SET_OPTION_INVALID_NAME);
  CHECK(vm->set_option(vm, "precompiles", "2") == EVMC_SET_OPTION_INVALID_VALUE);
  CHECK(vm->set_option(vm, "trace", "/no/such/folder/x") == EVMC_SET_OPTION_INVALID_VALUE);
  /* Identity at 4 is an account like others, until precompiles are asked for. */
  message.code_address.bytes[19] = 4;
  message.input_data = (const uint8_t*)"xy";
  message.input_size = 2;
  r = run_as(&c, EVMC_OSAKA, &message, NULL, 0);
  CHECK(r.status_code == EVMC_SUCCESS && r.output_size == 0);
  CHECK(vm->set_option(vm, "precompiles", "1") == EVMC_SET_OPTION_SUCCESS);
  CHECK(vm->get_capabilities(vm) == (EVMC_CAPABILITY_EVM1 | EVMC_CAPABILITY_PRECOMPILES));
  r = run_as(&c, EVMC_OSAKA, &message, NULL, 0);
  CHECK(r.status_code == EVMC_SUCCESS && r.output_size == 2 && r.output_data[1] == 'y');
  CHECK(r.gas_left == 100000 - 18);
  finish(&r);
  /* TENSOR_COMMIT is the Lattice's, and fails for what is no tensor. */
  message.code_address.bytes[18] = 1;
  message.code_address.bytes[19] = 7;
  CHECK(run_as(&c, EVMC_OSAKA, &message, NULL, 0).status_code == EVMC_SUCCESS);
  CHECK(vm->set_option(vm, "lattice", "1") == EVMC_SET_OPTION_SUCCESS);
  CHECK(run_as(&c, EVMC_OSAKA, &message, NULL, 0).status_code == EVMC_PRECOMPILE_FAILURE);
  CHECK(vm->set_option(vm, "lattice", "0") == EVMC_SET_OPTION_SUCCESS);
  CHECK(vm->set_option(vm, "precompiles", "0") == EVMC_SET_OPTION_SUCCESS);
}

/* Code that differs in one byte only is told apart, however often it ran. */
static void test_cache(void) {
  static uint8_t code[20000];
  struct evmc_host_context c;
  int i;
  memset(&c, 0, sizeof c);
  memset(code, 0x5b, sizeof code);
  memcpy(code + 19980, "\x60\x00\x5f\x52\x60\x20\x5f\xf3", 8);
  for (i = 0; i < 100; ++i) {
    code[19981] = (uint8_t)(i % 7);
    CHECK(last_byte(&c, EVMC_OSAKA, code, sizeof code) == i % 7);
  }
}

int main(int argc, char** argv) {
  static const char* const names[] = {"evmc_create_mozi_evmc", "evmc_create_mozi", "evmc_create"};
  void* library = dlopen(argc == 2 ? argv[1] : "", RTLD_NOW);
  size_t i;
  if (library == NULL) return fprintf(stderr, "%s\n", dlerror()), 1;
  for (i = 0; i < sizeof names / sizeof *names; ++i) {
    struct evmc_vm* (*create)(void);
    void* symbol = dlsym(library, names[i]);
    memcpy(&create, &symbol, sizeof symbol);
    CHECK(create != NULL);
    if (create == NULL) return 1;
    vm = create();
    test_identity();
    if (i + 1 < sizeof names / sizeof *names) vm->destroy(vm);
  }
  test_results();
  test_failures();
  test_environment();
  test_state();
  test_static_mode();
  test_calls();
  test_recursion();
  test_options();
  test_cache();
  CHECK(vm->set_option(vm, "tier", "fast") == EVMC_SET_OPTION_INVALID_VALUE);
  CHECK(vm->set_option(vm, "tier", "jit") == EVMC_SET_OPTION_SUCCESS);
  test_results();
  test_failures();
  test_calls();
  vm->destroy(vm);
  return failures != 0;
}
