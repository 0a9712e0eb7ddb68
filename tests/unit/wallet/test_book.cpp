// Contacts, labels, recipients, messages, the account book: what is kept, what is refused, what is never shown back.
#include "core/crypto/secretshape.h"
#include "core/wallet/addressbook.h"
#include "core/wallet/explain.h"
#include "core/wallet/labelfile.h"
#include "core/wallet/ledger.h"
#include "core/wallet/messages.h"
#include "core/wallet/recipients.h"
#include "walletbench.h"

using namespace ain;
using namespace ain::test;
using namespace ain::wallet;
using namespace Qt::StringLiterals;
using crypto::SecretShape;

namespace {

const QString Key = u"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"_s;
const QString Words = u"test test test test test test test test test test test junk"_s;
const crypto::Address Me = WalletBench::other();
const crypto::Address You = crypto::Address::parse(u"0x01A0980d2D4e418c7F27e1ef539d01A5b5E93204").value();
const crypto::Address Near = crypto::Address::parse(u"0x01a0000000000000000000000000000000003204").value();

Contact contactOf(const crypto::Address &address, const QString &name, const QString &note = {})
{
    Contact contact;
    contact.address = address;
    contact.name = name;
    contact.note = note;
    return contact;
}

QStringList ids(const QList<Fact> &facts)
{
    QStringList list;
    for (const Fact &fact : facts)
        list.append(fact.id);
    return list;
}

KnownAddress known(const crypto::Address &address, KnownAddress::Kind kind, const QString &name = {})
{
    return {address, kind, name};
}

HistoryEntry entryOf(qint64 block, Direction direction, qint64 micro, std::optional<qint64> fee)
{
    HistoryEntry entry;
    entry.address = Me;
    entry.counterparty = direction == Direction::Self ? Me.toString() : You.toString();
    entry.direction = direction;
    entry.amount = Amount::fromMicro(micro);
    entry.block = block;
    entry.timeMs = 1'700'000'000'000 + block * 1000;
    entry.hash = u"0x%1"_s.arg(block, 64, 16, QChar(u'0'));
    entry.state = chain::TxState::Final;
    entry.isProven = true;
    entry.isMine = fee.has_value();
    if (fee)
        entry.fee = Amount::fromMicro(*fee);
    entry.facts = {fact(u"explain.transfer"_s, {})};
    return entry;
}

LedgerRow rowOf(const HistoryEntry &entry)
{
    LedgerRow row;
    row.entry = entry;
    return row;
}

QList<HistoryRange> rangeOf(qint64 from, qint64 to)
{
    HistoryRange range;
    range.from = from;
    range.to = to;
    return {range};
}

} // namespace

class TestBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void seesSecrets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("shape");
        const int none = int(SecretShape::None);
        const int key = int(SecretShape::PrivateKey);
        const int phrase = int(SecretShape::Phrase);
        QTest::newRow("key") << Key << key;
        QTest::newRow("key 0x") << u" 0x"_s + Key.toUpper() + u'\n' << key;
        QTest::newRow("key in words") << u"my key is "_s + Key + u"."_s << key;
        QTest::newRow("hash in words") << u"see 0x"_s + Key << none;
        QTest::newRow("63 digits") << Key.chopped(1) << none;
        QTest::newRow("65 digits") << Key + u'0' << none;
        QTest::newRow("address") << Me.toString() << none;
        QTest::newRow("words") << Words << phrase;
        QTest::newRow("numbered")
            << u"1. test, 2. test 3. test 4 test 5 test 6 test 7 test 8 test 9 test 10 test 11 test 12 junk"_s
            << phrase;
        QTest::newRow("one typo") << u"test test tesst test test test test test test test test junk"_s << phrase;
        QTest::newRow("among others") << u"hello there "_s + Words + u" bye"_s << phrase;
        QTest::newRow("11 words") << Words.section(u' ', 0, 10) << none;
        QTest::newRow("prose")
            << u"Please send this to the man who paid for all of the pictures we drew on that day in May"_s << none;
        QTest::newRow("korean")
            << crypto::words(crypto::WordList::Korean).mid(100, 12).join(u' ').normalized(QString::NormalizationForm_C)
            << phrase;
        QTest::newRow("empty") << QString() << none;
    }
    void seesSecrets()
    {
        QFETCH(QString, text);
        QFETCH(int, shape);
        QCOMPARE(int(crypto::secretShape(text)), shape);
        const auto address = crypto::Address::parse(text);
        if (shape != int(SecretShape::None)) {
            QVERIFY(!address);
            QCOMPARE(address.error().code, errors::SecretPasted);
            QVERIFY(address.error().args.isEmpty());
            QVERIFY(address.error().detail.isEmpty());
        }
    }

    void keepsContactsSealed()
    {
        WalletBench bench;
        QVERIFY(bench.ok);
        AddressBook &book = bench.wallet->addressBook();
        AIN_REQUIRE(await(book.add(contactOf(You, u"  하늘 "_s, u"pays"_s))));
        AIN_REQUIRE_ERROR(await(book.add(contactOf(You, u"Other"_s))), errors::WalletContactKnown);
        AIN_REQUIRE_ERROR(await(book.add(contactOf(Me, u"하늘"_s.normalized(QString::NormalizationForm_D)))),
                          errors::WalletContactTaken);
        AIN_REQUIRE(await(book.add(contactOf(Me, u"Büro"_s))));
        AIN_REQUIRE_ERROR(await(book.add(contactOf(Near, u"BÜRO"_s))), errors::WalletContactTaken);
        for (const QString &bad : {QString(), u" "_s, QString(65, u'x'), u"a\u202eb"_s, u"a\u200bb"_s, u"a\nb"_s})
            AIN_REQUIRE_ERROR(await(book.add(contactOf(Near, bad))), errors::WalletContactText);
        for (const QString &bad : {u"0xabc"_s, u"ain:me"_s})
            AIN_REQUIRE_ERROR(await(book.add(contactOf(Near, bad))), errors::WalletContactName);
        const auto secret = await(book.add(contactOf(Near, u"N"_s, Words)));
        AIN_REQUIRE_ERROR(secret, errors::SecretPasted);
        QVERIFY(secret.error().args.isEmpty());

        // Another run of the program reads the same; before unlocking there is nothing.
        bench.close();
        bench.open();
        AddressBook &again = bench.wallet->addressBook();
        auto contacts = await(again.contacts());
        AIN_REQUIRE(contacts);
        QCOMPARE(contacts->size(), 2);
        QCOMPARE(contacts->at(0).name, u"Büro"_s);
        QCOMPARE(contacts->at(1).name, u"하늘"_s);
        QCOMPARE(contacts->at(1).note, u"pays"_s);
        AIN_REQUIRE(await(again.edit(You, contactOf(Near, u"하늘"_s))));
        AIN_REQUIRE_ERROR(await(again.edit(Near, contactOf(Me, u"x"_s))), errors::WalletContactKnown);
        AIN_REQUIRE_ERROR(await(again.edit(You, contactOf(You, u"x"_s))), errors::WalletContactUnknown);
        QCOMPARE(await(again.contact(u"하늘"_s))->address, Near);
        AIN_REQUIRE(await(again.remove(Near)));
        AIN_REQUIRE_ERROR(await(again.remove(Near)), errors::WalletContactUnknown);
        QVERIFY(await(bench.vault->lock()));
        AIN_REQUIRE_ERROR(await(again.contacts()), errors::VaultLocked);
    }

    void resolvesNamesWithoutGuessing()
    {
        WalletBench bench;
        const auto own = bench.funded(5);
        AddressBook &book = bench.wallet->addressBook();
        AIN_REQUIRE(await(book.add(contactOf(You, u"Haneul"_s))));
        QCOMPARE(await(book.resolve(u" haneul "_s)).value(), You);
        QCOMPARE(await(book.resolve(own.name)).value(), own.address);
        QCOMPARE(await(book.resolve(Near.toString())).value(), Near);
        AIN_REQUIRE_ERROR(await(book.resolve(u"Haneu"_s)), errors::WalletContactUnknown);
        AIN_REQUIRE_ERROR(await(book.resolve(u"0x12"_s)), errors::AddressFormat);
        AIN_REQUIRE(await(book.add(contactOf(Near, own.name))));
        AIN_REQUIRE_ERROR(await(book.resolve(own.name)), errors::WalletContactAmbiguous);
        for (const QString &secret : {Key, u"0x"_s + Key, Words}) {
            const auto said = await(book.resolve(secret));
            AIN_REQUIRE_ERROR(said, errors::SecretPasted);
            QVERIFY(said.error().args.isEmpty());
        }
    }

    void labelsTravel()
    {
        WalletBench bench;
        const auto own = bench.funded(5);
        AddressBook &book = bench.wallet->addressBook();
        const QString hash = u"0x"_s + QString(64, u'a');
        AIN_REQUIRE(await(book.add(contactOf(You, u"Haneul"_s, u"note"_s))));
        AIN_REQUIRE(await(book.setTransactionLabel(hash.toUpper().replace(u'X', u'x'), u"rent"_s)));
        const auto lines = await(book.exportLines());
        AIN_REQUIRE(lines);
        QCOMPARE(lines->count('\n'), 3);
        QVERIFY(lines->contains("\"label\":\"rent\",\"ref\":\"0xaaaa"));
        QVERIFY(lines->contains(own.name.toUtf8()));

        // Twice the same is nothing new.
        auto report = await(book.importLines(*lines, false));
        AIN_REQUIRE(report);
        QCOMPARE(report->same, 3);
        QCOMPARE(report->added + report->changed + int(report->refused.size()), 0);

        // A name is not moved, a known one not renamed; everything else is taken.
        const QByteArray hostile = "{\"type\":\"addr\",\"ref\":\"" + Near.toString().toUtf8()
            + "\",\"label\":\"HANEUL\"}\r\n\n{\"type\":\"addr\",\"ref\":\"" + You.toString().toUtf8()
            + "\",\"label\":\"Mallory\"}\n{\"type\":\"tx\",\"ref\":\"" + hash.toUtf8()
            + "\",\"label\":\"gift\",\"origin\":\"x\"}\nnonsense\n{\"type\":\"xpub\",\"ref\":\"x\",\"label\":\"y\"}\n"
              "{\"type\":\"tx\",\"ref\":\"0x12\",\"label\":\"y\"}\n{\"type\":\"addr\",\"ref\":\""
            + Near.toString().toUtf8() + "\",\"label\":\"" + Key.toUtf8() + "\"}\n{\"type\":\"addr\",\"ref\":\""
            + Me.toString().toUtf8() + "\",\"label\":\"Me\"}\n{\"type\":\"addr\",\"ref\":\"" + Me.toString().toUtf8()
            + "\",\"label\":\"Me\"}\n" + QByteArray(9000, 'x') + "\n";
        report = await(book.importLines(hostile, false));
        AIN_REQUIRE(report);
        QCOMPARE(report->added, 1);
        QCOMPARE(report->same, 1);
        QList<std::pair<int, QString>> refused;
        for (const RefusedLine &line : report->refused)
            refused.append({line.line, line.error.code.toString()});
        const QList<std::pair<int, QString>> expected{{1, u"wallet.contact_taken"_s},  {3, u"wallet.label_conflict"_s},
                                                      {4, u"wallet.label_conflict"_s}, {5, u"wallet.label_line"_s},
                                                      {6, u"wallet.label_line"_s},     {7, u"wallet.label_line"_s},
                                                      {8, u"secret.pasted"_s},         {11, u"wallet.label_line"_s}};
        QCOMPARE(refused, expected);
        QCOMPARE(await(book.contact(u"Haneul"_s))->address, You);

        report = await(book.importLines(hostile, true));
        AIN_REQUIRE(report);
        QCOMPARE(report->changed, 2);
        QCOMPARE(await(book.contact(u"Mallory"_s))->address, You);
        QCOMPARE(await(book.labels())->value(hash), u"gift"_s);
        AIN_REQUIRE(await(book.setTransactionLabel(hash, QString())));
        QVERIFY(await(book.labels())->isEmpty());
    }

    void boundsAFile()
    {
        QVERIFY(!readLabelLines(QByteArray(MaxLabelFileBytes + 1, '\n')));
        QVERIFY(!readLabelLines(QByteArray(MaxLabelLines + 1, '\n')));
        const auto fine = readLabelLines(QByteArray(MaxLabelLines, '\n'));
        AIN_REQUIRE(fine);
        QCOMPARE(fine->blank, MaxLabelLines);
        const auto deep = readLabelLines(QByteArray(4000, '['));
        AIN_REQUIRE(deep);
        QCOMPARE(deep->refused.size(), 1);
    }

    void warnsInOnePlace()
    {
        using Kind = KnownAddress::Kind;
        const auto zero = crypto::Address::parse(u"0x0000000000000000000000000000000000000000").value();
        const auto dead = crypto::Address::parse(u"0x000000000000000000000000000000000000dEaD").value();
        QCOMPARE(ids(recipientWarnings(zero, {known(zero, Kind::Recipient)})), QStringList{u"warn.unowned"_s});
        QCOMPARE(ids(recipientWarnings(dead, {})), QStringList{u"warn.unowned"_s});
        QCOMPARE(ids(recipientWarnings(You, {})), QStringList{u"warn.first_time"_s});
        QVERIFY(recipientWarnings(You, {known(You, Kind::Contact, u"Y"_s), known(Near, Kind::Contact)}).isEmpty());
        QCOMPARE(ids(recipientWarnings(You, {known(You, Kind::Account, u"Y"_s)})), QStringList{u"warn.own_address"_s});
        const auto first = recipientWarnings(Near, {known(You, Kind::Recipient), known(You, Kind::Contact, u"Y"_s)});
        QCOMPARE(ids(first), (QStringList{u"warn.look_alike"_s, u"warn.first_time"_s}));
        QCOMPARE(first.first().args[u"name"].string(), u"Y"_s);
        // Having been fooled once is no reason to be silent the second time.
        QCOMPARE(ids(recipientWarnings(Near, {known(You, Kind::Contact), known(Near, Kind::Recipient)})),
                 QStringList{u"warn.look_alike"_s});
        QVERIFY(recipientWarnings(Near, {known(You, Kind::Recipient), known(Near, Kind::Recipient)}).isEmpty());
        const auto app = recipientWarnings(You, {known(You, Kind::App, u"Cats"_s)});
        QCOMPARE(ids(app), (QStringList{u"warn.app_address"_s, u"warn.first_time"_s}));
        QVERIFY(needsConsent(app.first()));
        QVERIFY(needsConsent(first.first()));
        QVERIFY(!needsConsent(first.last()));
    }

    void draftsNameWhoGetsIt()
    {
        WalletBench bench;
        const auto own = bench.funded(50);
        AIN_REQUIRE(await(bench.wallet->addressBook().add(contactOf(You, u"Haneul"_s))));
        const auto draft = await(bench.wallet->prepareTransfer(own.id, You, Amount::fromMicro(1'000'000)));
        AIN_REQUIRE(draft);
        QCOMPARE(draft->facts.first().args[u"to_name"].string(), u"Haneul"_s);
        QVERIFY(!ids(draft->warnings).contains(u"warn.first_time"_s));
        const auto trap = await(bench.wallet->prepareTransfer(own.id, Near, Amount::fromMicro(1'000'000)));
        AIN_REQUIRE(trap);
        QCOMPARE(trap->warnings.first().id, u"warn.look_alike"_s);
        QVERIFY(!trap->facts.first().args.contains(u"to_name"));
    }

    void balancesFollowWhereTheyCan()
    {
        // Newest first: +5 at 90, −2 −0.1 at 80, something of unknown effect at 70, +1 at 60.
        QList<LedgerRow> rows{rowOf(entryOf(90, Direction::In, 5'000'000, std::nullopt)),
                              rowOf(entryOf(80, Direction::Out, 2'000'000, 100'000)),
                              rowOf(entryOf(70, Direction::Other, 0, 100'000)),
                              rowOf(entryOf(60, Direction::In, 1'000'000, std::nullopt))};
        rows[2].entry.facts = {fact(u"explain.unknown"_s, {})};
        const auto balances = [](const QList<LedgerRow> &all) {
            QList<qint64> out;
            for (const LedgerRow &row : all)
                out.append(row.balanceAfter ? row.balanceAfter->micro() : -1);
            return out;
        };
        QList<LedgerRow> out = rows;
        fillBalances(out, rangeOf(10, 100), {{95, Amount::fromMicro(20'000'000)}});
        QCOMPARE(balances(out), (QList<qint64>{20'000'000, 15'000'000, 17'100'000, -1}));
        // From the middle both ways.
        out = rows;
        fillBalances(out, rangeOf(10, 100), {{85, Amount::fromMicro(15'000'000)}});
        QCOMPARE(balances(out), (QList<qint64>{20'000'000, 15'000'000, 17'100'000, -1}));
        // Harmless: a write inside an app costs its fee only.
        rows[2].entry.facts = {fact(u"explain.set_value"_s, {{u"path"_s, u"/apps/x/y"_s}})};
        out = rows;
        fillBalances(out, rangeOf(10, 100), {{95, Amount::fromMicro(20'000'000)}});
        QCOMPARE(balances(out), (QList<qint64>{20'000'000, 15'000'000, 17'100'000, 17'200'000}));
        // Blocks that were not looked through.
        out = rows;
        fillBalances(out, rangeOf(75, 100), {{95, Amount::fromMicro(20'000'000)}});
        QCOMPARE(balances(out), (QList<qint64>{20'000'000, 15'000'000, -1, -1}));
        out = rows;
        fillBalances(out, rangeOf(10, 92), {{95, Amount::fromMicro(20'000'000)}});
        QCOMPARE(balances(out), (QList<qint64>{-1, -1, -1, -1}));
        // Less than nothing can't be: then none of the older ones is told.
        out = rows;
        fillBalances(out, rangeOf(10, 100), {{95, Amount::fromMicro(4'000'000)}});
        QCOMPARE(balances(out), (QList<qint64>{4'000'000, -1, -1, -1}));
        HistoryEntry unproven = entryOf(90, Direction::In, 1, std::nullopt);
        unproven.isProven = false;
        QVERIFY(!changeOf(unproven));
        QVERIFY(!changeOf(entryOf(90, Direction::Other, 0, std::nullopt)) == false);
        HistoryEntry mixed = entryOf(90, Direction::Self, 5, 1);
        mixed.counterparty.clear();
        QVERIFY(!changeOf(mixed));
        QCOMPARE(changeOf(entryOf(90, Direction::Self, 5, 1))->micro(), -1);
    }

    void tablesAreSafe()
    {
        LedgerRow row = rowOf(entryOf(16, Direction::Out, 3'250'000, 1'234));
        row.label = u"=HYPERLINK(\"http://x\",\"y\")"_s;
        row.name = u"@cmd, \"quoted\""_s;
        LedgerRow second = rowOf(entryOf(15, Direction::In, 1, std::nullopt));
        second.entry.state = chain::TxState::Failed;
        second.balanceAfter = Amount::fromMicro(7);
        second.label = u"점심"_s;
        const QString csv = QString::fromUtf8(ledgerCsv({row, second}));
        const QStringList lines = csv.split(u"\r\n"_s);
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0],
                 u"time_utc,account,direction,amount_ain,fee_ain,gas,counterparty,counterparty_name,label,"
                 "hash,block,status,proof,balance_ain"_s);
        QVERIFY(lines[1].startsWith(
            u"2023-11-14T22:13:36Z,%1,out,-3.250000,0.001234,,%2,"_s.arg(Me.toString(), You.toString())));
        QVERIFY(lines[1].contains(u"\"'@cmd, \"\"quoted\"\"\",\"'=HYPERLINK(\"\"http"_s));
        QVERIFY(lines[1].endsWith(u",16,final,proven,"_s));
        QVERIFY(lines[2].contains(u",점심,"_s));
        QVERIFY(lines[2].endsWith(u",0.000007"_s));
        QVERIFY(matches(row, u"CMD"_s));
        QVERIFY(matches(row, u"3.25"_s));
        QVERIFY(matches(row, You.toString().mid(0, 6) + u' ' + You.toString().mid(6, 4)));
        QVERIFY(matches(row, row.entry.hash.mid(40)));
        QVERIFY(!matches(row, u"nobody"_s));
    }

    void signsNothingThatBindsElsewhere()
    {
        QVERIFY(checkMessage(u"I own this account. 안녕"_s));
        QVERIFY(checkMessage(u"{\"login\":\"example.org\",\"nonce\":7}"_s));
        const QString transaction =
            u"{\"operation\":{\"ref\":\"/a\",\"type\":\"SET_VALUE\",\"value\":1},\"nonce\":1,\"timestamp\":2}"_s;
        const QList<std::pair<QString, ErrorCode>> rows{
            {QString(), errors::WalletMessageEmpty},
            {u"0x1234"_s, errors::WalletMessageHex},
            {u" 0Xzz"_s, errors::WalletMessageHex},
            {transaction, errors::WalletMessageTransaction},
            {u" [{\"tx_body\":"_s + transaction + u"}]"_s, errors::WalletMessageTransaction},
            {u"{\"type\":\"SET\",\"op_list\":[]}"_s, errors::WalletMessageTransaction},
            {u"{\"ref\":\"/transfer/a/b/c/value\",\"value\":5}"_s, errors::WalletMessageTransaction},
            {u"ain-job:abc"_s, errors::WalletMessageStatement},
            {u"ain-receipt:abc"_s, errors::WalletMessageStatement},
            {u"ain-share-delegation:0x1:2:3"_s, errors::WalletMessageStatement},
            {u"job_done:id:1700000000000:"_s + Key, errors::SecretPasted},
            {u"peer-hello:1700000000000"_s, errors::WalletMessageStatement},
            {Words, errors::SecretPasted},
            {QString(MaxMessageBytes + 1, u'a'), errors::TooLarge},
            {QString(MaxMessageBytes / 3 + 1, QChar(0xac00)), errors::TooLarge},
            {QString(QChar(0xd800)), errors::InvalidArgument},
        };
        for (const auto &[text, code] : rows) {
            const auto refused = checkMessage(text);
            QVERIFY2(!refused, qPrintable(text.left(60)));
            QCOMPARE(refused.error().code, code);
        }
        QVERIFY(checkMessage(QString(MaxMessageBytes, u'a')));
        QCOMPARE(visibleMessage(u"a\u202eb\nc\u200b\u00a0"_s), u"a⟨U+202E⟩b\nc⟨U+200B⟩⟨U+00A0⟩"_s);
    }

    void checksSignatures()
    {
        const auto key = crypto::PrivateKey::fromHex(SecretBytes::copyOf(QByteArrayView(Key.toLatin1()))).value();
        const QString text = u"I said this, 정말로"_s;
        const QString signature = crypto::signMessage(key, text, 0);
        QCOMPARE(checkSignature(text, key.address(), u' ' + signature + u'\n', 0).verdict, MessageVerdict::Signed);
        const MessageCheck mainnet = checkSignature(text, key.address(), crypto::signMessage(key, text, 1), 0);
        QCOMPARE(mainnet.verdict, MessageVerdict::Signed);
        QCOMPARE(mainnet.chainId, 1);
        const MessageCheck other = checkSignature(text, You, signature, 0);
        QCOMPARE(other.verdict, MessageVerdict::OtherSigner);
        QCOMPARE(other.signer, key.address());
        QCOMPARE(checkSignature(text + u' ', key.address(), signature, 0).verdict, MessageVerdict::OtherText);
        QString turned = signature;
        turned[80] = turned[80] == u'1' ? u'2' : u'1';
        QVERIFY(checkSignature(text, key.address(), turned, 0).verdict != MessageVerdict::Signed);
        QCOMPARE(checkSignature(text, key.address(), signature.chopped(2), 0).verdict, MessageVerdict::NoSignature);
        QCOMPARE(checkSignature(text, key.address(), QString(), 0).verdict, MessageVerdict::NoSignature);
        QCOMPARE(checkSignature(text, key.address(), QString(100'000, u'0'), 0).verdict, MessageVerdict::NoSignature);
    }
};

QTEST_GUILESS_MAIN(TestBook)
#include "test_book.moc"
