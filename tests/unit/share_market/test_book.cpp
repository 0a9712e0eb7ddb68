// The book of both sides: what it lets happen to a tab, and that a kill at any moment loses nothing.
#include "gpu/share/market/tabstore.h"
#include "tests/support/chain/await.h"
#include "tests/support/chain/clocks.h"
#include "tests/unit/share_market/voucherscene.h"

#include <QFile>
#include <QTemporaryDir>

using namespace ain;
using namespace ain::market;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

const auto Always = [](const TabRow &) { return true; };
const auto Never = [](const TabRow &) { return false; };
constexpr qint64 Mps = 1'000'000;

class Book {
public:
    explicit Book(const Scene &scene) : m_scene(scene) { reopen(); }
    /// Another run of the program.
    void reopen()
    {
        m_store.reset();
        m_store = std::make_unique<TabStore>(m_folder.path(), m_clock);
        const auto opened = m_store->open();
        if (!opened)
            qWarning() << opened.error().code.toString() << opened.error().args;
    }
    /// A run that ends here by SIGKILL: whoever opens the files now sees what was committed, and no more.
    std::unique_ptr<TabStore> afterKill(QTemporaryDir &copy)
    {
        for (const QString &name : {u"market.db"_s, u"market.db-wal"_s, u"market.db-shm"_s})
            QFile::copy(m_folder.filePath(name), copy.filePath(name));
        auto other = std::make_unique<TabStore>(copy.path(), m_clock);
        const auto opened = other->open();
        if (!opened)
            qWarning() << opened.error().code.toString() << opened.error().args;
        return other;
    }
    void begin(Side side)
    {
        SessionRow row;
        row.id = m_scene.id;
        row.accountId = u"me"_s;
        row.terms = m_scene.session;
        row.state = SessionState::Open;
        const auto added = m_store->addSession(side, row);
        if (!added)
            qWarning() << added.error().code.toString() << added.error().args;
    }
    TabStore *operator->() { return m_store.get(); }

    FakeClock &clock() { return m_clock; }

private:
    const Scene &m_scene;
    FakeClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<TabStore> m_store;
};

class TestBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void sessionsAreKept()
    {
        Book book(m_scene);
        book.begin(Side::Payer);
        book.begin(Side::Payer); // the same again
        book.begin(Side::Cashier); // the other side of the same program
        book.reopen();
        const auto row = book->session(Side::Payer, m_scene.id);
        AIN_REQUIRE(row);
        QVERIFY(row->terms == m_scene.session);
        QCOMPARE(row->accountId, u"me"_s);
        QCOMPARE(book->sessions(Side::Cashier)->size(), qsizetype(1));
        SessionRow other = *row;
        other.terms.tabCap = Amount::fromMicro(5);
        AIN_REQUIRE_ERROR(book->addSession(Side::Payer, other), errors::ShareTerms);
        AIN_REQUIRE_ERROR(book->session(Side::Payer, u"x"_s), errors::ShareSessionUnknown);
        const Error why{errors::ShareUnderpaid, {{u"signed"_s, u"1"_s}}};
        AIN_REQUIRE(book->setSession(Side::Cashier, m_scene.id, SessionState::Broken, why));
        book.reopen();
        const auto broken = book->session(Side::Cashier, m_scene.id);
        QCOMPARE(broken->problem->code, errors::ShareUnderpaid);
        QCOMPARE(broken->problem->args.value(u"signed"_s).toString(), u"1"_s);
        QCOMPARE(book->session(Side::Payer, m_scene.id)->state, SessionState::Open);
    }

    /// The cap is 1 AIN, one mps costs 0.01: 100 mps fill a tab.
    void requesterKeepsRoom()
    {
        Book book(m_scene);
        book.begin(Side::Payer);
        AIN_REQUIRE(book->reserve(m_scene.id, sha(1), 60 * Mps, Never));
        QCOMPARE(book->reserve(m_scene.id, sha(1), 60 * Mps, Never)->seq, 0); // again is the same room
        AIN_REQUIRE_ERROR(book->reserve(m_scene.id, sha(1), 61 * Mps, Never), errors::ShareJob);
        AIN_REQUIRE_ERROR(book->reserve(m_scene.id, sha(9), 101 * Mps, Always), errors::ShareTabFull);
        AIN_REQUIRE_ERROR(book->reserve(m_scene.id, sha(9), 0, Always), errors::ShareJob);
        AIN_REQUIRE_ERROR(book->reserve(m_scene.id, u"x"_s, 1, Always), errors::ShareJob);
        // Kept room counts, though nothing is delivered: 60 + 41 is over.
        AIN_REQUIRE_ERROR(book->reserve(m_scene.id, sha(2), 41 * Mps, Never), errors::ShareTabEarly);
        QCOMPARE(book->reserve(m_scene.id, sha(2), 40 * Mps, Never)->seq, 0);
        AIN_REQUIRE(book->release(m_scene.id, sha(2)));
        QCOMPARE(book->reserve(m_scene.id, sha(3), 41 * Mps, Always)->seq, 1);
        // More than was ordered is never accepted; what was not ordered neither.
        AIN_REQUIRE_ERROR(book->accept(m_scene.id, work(1, 60 * Mps + 1)), errors::ShareJob);
        AIN_REQUIRE_ERROR(book->accept(m_scene.id, work(7, 1)), errors::ShareJob);
        AIN_REQUIRE(book->accept(m_scene.id, work(1, 50 * Mps)));
        AIN_REQUIRE(book->accept(m_scene.id, work(1, 50 * Mps)));
        AIN_REQUIRE_ERROR(book->accept(m_scene.id, {sha(1), sha(5), 50 * Mps}), errors::ShareJob);
        AIN_REQUIRE_ERROR(book->release(m_scene.id, sha(1)), errors::ShareJob);
        const auto tab = book->tab(Side::Payer, m_scene.id, 0);
        QCOMPARE(tab->jobs, 1);
        QCOMPARE(tab->units, 50 * Mps);
        QCOMPARE(tab->state, TabState::Owed);
        QCOMPARE((*book->tabToSign(m_scene.id))->seq, 0);
    }

    void requesterSigns()
    {
        Book book(m_scene);
        book.begin(Side::Payer);
        order(book, 1, 20 * Mps);
        order(book, 2, 10 * Mps);
        const QList<WorkItem> one{work(1, 20 * Mps)};
        const QList<WorkItem> two = one + QList<WorkItem>{work(2, 10 * Mps)};
        const Voucher old = m_scene.voucher(0, one);
        AIN_REQUIRE_ERROR(book->storeSigned(old, "m"), errors::ShareNothingToSign); // both were delivered
        const Voucher voucher = m_scene.voucher(0, two);
        AIN_REQUIRE(book->storeSigned(voucher, m_scene.message(voucher)));
        QVERIFY(!*book->tabToSign(m_scene.id));
        QTemporaryDir copy;
        const auto killed = book.afterKill(copy);
        const auto waiting = killed->outbox(VoucherTopic);
        AIN_REQUIRE(waiting);
        QCOMPARE(waiting->size(), qsizetype(1)); // signed but not handed over: it still is
        QCOMPARE(waiting->constFirst().payload, m_scene.message(voucher));
        QCOMPARE(killed->tab(Side::Payer, m_scene.id, 0)->signedAmount.micro(), 300'000);
        // The next voucher takes the place of one that never arrived.
        order(book, 3, 1 * Mps);
        const Voucher third = m_scene.voucher(0, two + QList<WorkItem>{work(3, 1 * Mps)});
        AIN_REQUIRE(book->storeSigned(third, m_scene.message(third)));
        QCOMPARE(book->outbox(VoucherTopic)->size(), qsizetype(1));
        AIN_REQUIRE(book->delivered(book->outbox(VoucherTopic)->constFirst().id));
        QVERIFY(book->outbox(VoucherTopic)->isEmpty());
        // Frozen: what comes now goes to the next tab, though there were room.
        AIN_REQUIRE(book->freeze(m_scene.id, 0));
        AIN_REQUIRE(book->freeze(m_scene.id, 0));
        QCOMPARE(book->reserve(m_scene.id, sha(4), 1 * Mps, Always)->seq, 1);
    }

    void requesterMovesOnWhatWasNotPaid()
    {
        Book book(m_scene);
        book.begin(Side::Payer);
        order(book, 1, 20 * Mps);
        const Voucher first = m_scene.voucher(0, {work(1, 20 * Mps)});
        AIN_REQUIRE(book->storeSigned(first, m_scene.message(first)));
        AIN_REQUIRE(book->reserve(m_scene.id, sha(2), 30 * Mps, Never));
        order(book, 3, 5 * Mps);
        AIN_REQUIRE(book->freeze(m_scene.id, 0));
        // Delivered after the freeze: in the next tab at once.
        QCOMPARE(book->accept(m_scene.id, work(2, 30 * Mps))->seq, 1);
        const auto settled = book->settle(Side::Payer, m_scene.id, 0, first.transaction.hashText(),
                                          first.terms.settle.amount, Amount(), -1);
        AIN_REQUIRE(settled);
        QCOMPARE(settled->state, TabState::Settled);
        QCOMPARE(settled->jobs, 1);
        const auto next = book->tab(Side::Payer, m_scene.id, 1);
        QCOMPARE(next->jobs, 2);
        QCOMPARE(next->units, 35 * Mps);
        QCOMPARE(next->state, TabState::Owed);
        // Every delivered job is in exactly one tab.
        QCOMPARE(book->jobs(Side::Payer, m_scene.id, 0)->size(), qsizetype(1));
        QCOMPARE(book->jobs(Side::Payer, m_scene.id, 1)->size(), qsizetype(2));
        AIN_REQUIRE(book->settle(Side::Payer, m_scene.id, 0, first.transaction.hashText(), first.terms.settle.amount,
                                 Amount(), -1)); // told twice
        QCOMPARE(book->tab(Side::Payer, m_scene.id, 1)->jobs, 2);
    }

    void providerTakesVouchers()
    {
        Book book(m_scene);
        book.begin(Side::Cashier);
        QList<WorkItem> items;
        for (int i = 1; i <= 4; ++i) {
            items.append(work(i, i * Mps));
            AIN_REQUIRE(book->addWork(m_scene.id, items.constLast()));
            AIN_REQUIRE(book->addWork(m_scene.id, items.constLast())); // delivered twice counts once
        }
        AIN_REQUIRE_ERROR(book->addWork(m_scene.id, work(1, 2 * Mps)), errors::ShareJob);
        AIN_REQUIRE_ERROR(book->addWork(u"x"_s, work(1, 2 * Mps)), errors::ShareSessionUnknown);
        QCOMPARE(book->jobs(Side::Cashier, m_scene.id, -1)->size(), qsizetype(4));
        const auto take = [&](int seq, const QList<WorkItem> &paid, qint64 timestamp = Now) {
            const Voucher voucher = m_scene.voucher(seq, paid, timestamp);
            return book->takeVoucher(voucher, m_scene.session, m_scene.message(voucher));
        };
        QCOMPARE(whatOf(take(1, items)), u"sequence"_s);
        QCOMPARE(whatOf(take(0, {work(8, 1 * Mps)})), u"jobs"_s); // never delivered
        QCOMPARE(whatOf(take(0, items.first(2))), u"accepted"_s);
        QCOMPARE(book->jobs(Side::Cashier, m_scene.id, -1)->size(), qsizetype(2));
        QCOMPARE(whatOf(take(0, items.first(2))), u"accepted"_s); // the same bytes
        QCOMPARE(whatOf(take(0, items.first(1))), u"jobs"_s); // less than before
        QCOMPARE(whatOf(take(0, items.mid(1))), u"jobs"_s); // not cumulative
        QCOMPARE(whatOf(take(2, items.mid(2))), u"sequence"_s);
        const auto grown = take(0, items.first(3));
        AIN_REQUIRE(grown);
        QCOMPARE(grown->signedAmount.micro(), 60'000);
        QCOMPARE(whatOf(take(1, items)), u"jobs"_s); // three of them are in the other tab
        QCOMPARE(whatOf(take(1, items.mid(3))), u"accepted"_s);
        // An earlier tab may still be completed as long as it is not cashed; with nothing new it stays as it is.
        const QString before = book->tab(Side::Cashier, m_scene.id, 0)->voucher;
        QCOMPARE(take(0, items.first(3), Now + 1)->voucher, before);
        QCOMPARE(book->vouchers(Side::Cashier, m_scene.id, 0)->size(), qsizetype(2));
    }

    void providerCashes()
    {
        Book book(m_scene);
        book.begin(Side::Cashier);
        const QList<WorkItem> items{work(1, 10 * Mps), work(2, 20 * Mps)};
        for (const WorkItem &item : items)
            AIN_REQUIRE(book->addWork(m_scene.id, item));
        AIN_REQUIRE_ERROR(book->beginCashing(m_scene.id, 0), errors::NotFound);
        const Voucher small = m_scene.voucher(0, items.first(1));
        const Voucher large = m_scene.voucher(0, items);
        AIN_REQUIRE(book->takeVoucher(small, m_scene.session, m_scene.message(small)));
        AIN_REQUIRE(book->takeVoucher(large, m_scene.session, m_scene.message(large)));
        const auto chosen = book->beginCashing(m_scene.id, 0);
        AIN_REQUIRE(chosen);
        QCOMPARE(chosen->hash, large.transaction.hashText());
        // Killed before a node got it: the next run has it in the outbox, and chooses the same.
        QTemporaryDir copy;
        const auto killed = book.afterKill(copy);
        QCOMPARE(killed->outbox(BroadcastTopic)->size(), qsizetype(1));
        QCOMPARE(killed->beginCashing(m_scene.id, 0)->hash, chosen->hash);
        QCOMPARE(killed->outbox(BroadcastTopic)->size(), qsizetype(1));
        // While it is under way no other voucher of this tab is looked at.
        const Voucher fresh = m_scene.voucher(0, items, Now + 1);
        QCOMPARE(whatOf(book->takeVoucher(fresh, m_scene.session, m_scene.message(fresh))), u"frozen"_s);
        // The chain refused it: these bytes are done with, and a fresh voucher is welcome.
        const Error why{errors::ShareRequesterFunds, {{u"needed"_s, u"1"_s}, {u"available"_s, u"0"_s}}};
        const auto back = book->putBack(m_scene.id, 0, why, Now + 5, true);
        AIN_REQUIRE(back);
        QCOMPARE(back->state, TabState::Signed);
        QCOMPARE(back->nextTryMs, Now + 5);
        QVERIFY(book->outbox(BroadcastTopic)->isEmpty());
        AIN_REQUIRE_ERROR(book->beginCashing(m_scene.id, 0), errors::ShareNothingToCash);
        AIN_REQUIRE(book->takeVoucher(fresh, m_scene.session, m_scene.message(fresh)));
        QVERIFY(!book->tab(Side::Cashier, m_scene.id, 0)->problem);
        QCOMPARE(book->beginCashing(m_scene.id, 0)->hash, fresh.transaction.hashText());
        const Amount fee = Amount::fromMicro(190'500);
        AIN_REQUIRE(book->settle(Side::Cashier, m_scene.id, 0, fresh.transaction.hashText(), fresh.terms.settle.amount,
                                 fee, 77));
        AIN_REQUIRE(book->giveUp(m_scene.id, 0, why)); // too late: paid is paid
        QCOMPARE(book->tab(Side::Cashier, m_scene.id, 0)->state, TabState::Settled);
        AIN_REQUIRE_ERROR(book->beginCashing(m_scene.id, 0), errors::ShareNothingToCash);
        AIN_REQUIRE(book->setProven(m_scene.id, 0, {{u"balance"_s, "{}"}}));
        book.reopen();
        const auto proven = book->tab(Side::Cashier, m_scene.id, 0);
        QCOMPARE(proven->state, TabState::Proven);
        QCOMPARE(proven->fee, fee);
        QCOMPARE(proven->block, 77);
        QCOMPARE(book->proofs(m_scene.id, 0)->constFirst().second, QByteArray("{}"));
    }

    /// A requester that has an older voucher executed itself: what it saves is bounded by the cap, and is told.
    void olderVoucherPaid()
    {
        Book book(m_scene);
        book.begin(Side::Cashier);
        const QList<WorkItem> items{work(1, 10 * Mps), work(2, 20 * Mps)};
        for (const WorkItem &item : items)
            AIN_REQUIRE(book->addWork(m_scene.id, item));
        const Voucher small = m_scene.voucher(0, items.first(1));
        const Voucher large = m_scene.voucher(0, items);
        AIN_REQUIRE(book->takeVoucher(small, m_scene.session, m_scene.message(small)));
        AIN_REQUIRE(book->takeVoucher(large, m_scene.session, m_scene.message(large)));
        const auto settled = book->settle(Side::Cashier, m_scene.id, 0, small.transaction.hashText(),
                                          small.terms.settle.amount, Amount(), 5);
        AIN_REQUIRE(settled);
        QCOMPARE(settled->settledAmount.micro(), 100'000);
        QCOMPARE(settled->jobs, 1);
        QCOMPARE(settled->problem->code, errors::ShareUnderpaid);
        QCOMPARE(book->session(Side::Cashier, m_scene.id)->state, SessionState::Broken);
        const auto loose = book->jobs(Side::Cashier, m_scene.id, -1);
        QCOMPARE(loose->size(), qsizetype(1));
        QCOMPARE(loose->constFirst().item.job, items.at(1).job);
    }

    void damagedBooksAreSetAside()
    {
        QTemporaryDir folder;
        FakeClock clock;
        {
            QFile file(folder.filePath(u"market.db"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray(5000, 'x'));
        }
        TabStore store(folder.path(), clock);
        AIN_REQUIRE_ERROR(store.sessions(Side::Payer), errors::StoreOpen);
        const auto opened = store.open();
        AIN_REQUIRE(opened);
        QVERIFY(QFile::exists(*opened));
        QVERIFY(store.sessions(Side::Payer)->isEmpty());
    }

private:
    void order(Book &book, int job, qint64 units)
    {
        const auto kept = book->reserve(m_scene.id, sha(job), units, Always);
        AIN_REQUIRE(kept);
        const auto accepted = book->accept(m_scene.id, work(job, units));
        AIN_REQUIRE(accepted);
    }

    Scene m_scene;
};

} // namespace

QTEST_GUILESS_MAIN(TestBook)
#include "test_book.moc"
