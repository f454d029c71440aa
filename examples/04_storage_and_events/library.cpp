// Lesson 4: storage and events.
//
// State variables get slots in the order of their declaration, packed as Solidity packs them, so
// every tool that reads Solidity's storage layouts reads these.
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Library {
  ERROR(Taken, (U64 book));
  ERROR(NotYours, (U64 book, Address reader));

  // Indexed parameters become topics, by which logs can be searched.
  EVENT(Added, (Indexed<U64> book, String title));
  EVENT(Lent, (Indexed<U64> book, Indexed<Address> reader));

  // 20 + 8 + 1 bytes: one slot. Reading all three members is one SLOAD.
  struct Loan {
    Address reader;
    U64 since;
    Bool open;
  };

  FIELD(titles, Array<String>);  // its length in slot 0, its elements from keccak256(0)
  FIELD(loans, Map<U64, Loan>);  // loans[k] at keccak256(k . 1)
  PUBLIC(books, U64);            // slot 2, beside nothing yet

  FN(U64, add, (String title)) {
    U64 book = books;
    titles.push(title);
    books = book + 1;
    emit(Added(book, title));
    return book;
  }

  FN(void, lend, (U64 book)) {
    auto loan = loans[book];  // a place in storage, not a copy
    require(!loan.open, Taken(book));
    loan.reader = msg.sender;
    loan.since = truncate<U64>(block.timestamp);
    loan.open = true;  // the three writes become one SSTORE
    emit(Lent(book, msg.sender));
  }

  FN(void, give_back, (U64 book)) {
    require(loans[book].open && loans[book].reader == msg.sender, NotYours(book, msg.sender));
    reset(loans[book]);  // zero again: a refund
  }
};

CONTRACTS(Library)
