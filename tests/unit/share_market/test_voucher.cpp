// Vouchers as hostile requesters may write them: every field tampered with, signed and unsigned.
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "tests/unit/share_market/voucherscene.h"

using namespace ain;
using namespace ain::market;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

using Path = QList<QString>;

/// The member at a path of keys and indexes.
json::Value *at(json::Value &value, const Path &path)
{
    json::Value *found = &value;
    for (const QString &key : path) {
        bool isIndex = false;
        const int index = key.toInt(&isIndex);
        if (isIndex && found->isArray())
            found = &found->array()[std::size_t(index)];
        else
            found = found->object().find(key);
        if (found == nullptr)
            return nullptr;
    }
    return found;
}

/// Every node of a tree.
void collect(const json::Value &value, const Path &path, QList<Path> &all)
{
    if (!path.isEmpty())
        all.append(path);
    for (const auto &[key, member] : value.object())
        collect(member, path + Path{key}, all);
    for (std::size_t i = 0; i < value.array().size(); ++i)
        collect(value.array()[i], path + Path{QString::number(i)}, all);
}

const Path Body{u"tx"_s, u"tx_body"_s};
const Path Transfer = Body + Path{u"operation"_s, u"op_list"_s, u"0"_s};
const Path Settle = Body + Path{u"operation"_s, u"op_list"_s, u"1"_s};

class TestVoucher : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void isRead()
    {
        const Voucher voucher = m_scene.voucher(3, m_items);
        const QByteArray message = m_scene.message(voucher);
        QVERIFY(message.size() < 3000);
        const auto read = readVoucher(message, m_scene.check);
        QCOMPARE(whatOf(read), u"accepted"_s);
        QCOMPARE(read->transaction.hash, voucher.transaction.hash);
        QCOMPARE(read->terms.seq, 3);
        QVERIFY(read->terms.settle == voucher.terms.settle);
        QCOMPARE(*sessionOfMessage(message), m_scene.id);
        QVERIFY(checkAgainstWork(*read, m_scene.session, m_items));
    }

    /// Its shape is a promise to every other program: these bytes stay what they are.
    void golden()
    {
        const json::Value body =
            *voucherBody(m_scene.app, m_scene.session, m_scene.terms(2, {m_items.constFirst()}), Now, 500);
        const QString requester = m_scene.session.requester.toString();
        const QString provider = m_scene.session.provider.toString();
        const QString expected =
            u"{\"gas_price\":500,\"nonce\":-1,\"operation\":{\"op_list\":[{\"ref\":\"/transfer/%1/%2/gpu_%3_2/value\","
            "\"type\":\"SET_VALUE\",\"value\":0.02},{\"ref\":\"/apps/ain_gpu/settles/%3/2\",\"type\":\"SET_VALUE\","
            "\"value\":{\"amount\":0.02,\"jobs\":1,\"mps\":2,\"receipts_root\":\"%4\"}}],\"type\":\"SET\"},"
            "\"timestamp\":1795375000000}"_s.arg(requester, provider, m_scene.id, receiptsRoot({m_items.constFirst()}));
        QCOMPARE(QString::fromUtf8(json::canonical(body)), expected);
    }

    /// Whatever is changed anywhere, by one who does not hold the requester's key.
    void everyFieldTampered()
    {
        const json::Value good = *json::parse(m_scene.message(m_scene.voucher(0, m_items)));
        QList<Path> all;
        collect(good, {}, all);
        QVERIFY(all.size() > 25);
        const QList<json::Value> others{json::Value(),
                                        json::Value(true),
                                        json::Value(7),
                                        json::Value(-1),
                                        json::Value(0.123456),
                                        json::Value(u"x"_s),
                                        json::Value(u""_s),
                                        json::Value(json::Object{{u"a"_s, 1}}),
                                        json::Value(json::Array{json::Value(1)}),
                                        json::Value(json::Object()),
                                        json::Value(json::Array())};
        int tried = 0;
        for (const Path &path : std::as_const(all)) {
            for (const json::Value &other : others) {
                json::Value message = good;
                json::Value *node = at(message, path);
                QVERIFY(node != nullptr);
                if (*node == other)
                    continue;
                *node = other;
                QVERIFY2(!readVoucher(json::canonical(message), m_scene.check), qPrintable(path.join(u'/')));
                ++tried;
            }
            // Taken away, and something added beside it.
            json::Value message = good;
            json::Value *parent = path.size() > 1 ? at(message, path.first(path.size() - 1)) : &message;
            if (parent->isObject()) {
                parent->object().remove(path.constLast());
                QVERIFY2(!readVoucher(json::canonical(message), m_scene.check), qPrintable(path.join(u'/')));
                message = good;
                parent = path.size() > 1 ? at(message, path.first(path.size() - 1)) : &message;
                parent->object().set(u"extra"_s, 1);
            } else {
                parent->array().push_back(parent->array().front());
            }
            QVERIFY2(!readVoucher(json::canonical(message), m_scene.check), qPrintable(path.join(u'/')));
        }
        QVERIFY(tried > 250);
    }

    /// The same by the requester itself, who can sign whatever it likes.
    void signedLies_data()
    {
        QTest::addColumn<Path>("path");
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("what");
        const auto row = [](const char *name, const Path &path, const QString &json, const QString &what) {
            QTest::newRow(name) << path << json << what;
        };
        const QString operations = u"operations"_s;
        row("numbered", Body + Path{u"nonce"_s}, u"5"_s, operations);
        row("ordered", Body + Path{u"nonce"_s}, u"-2"_s, operations);
        row("no gas", Body + Path{u"gas_price"_s}, u"0"_s, u"gas_price"_s);
        row("too little gas", Body + Path{u"gas_price"_s}, u"499"_s, u"gas_price"_s);
        row("half gas", Body + Path{u"gas_price"_s}, u"500.5"_s, u"gas_price"_s);
        row("endless gas", Body + Path{u"gas_price"_s}, u"100001"_s, u"gas_price"_s);
        row("from the future", Body + Path{u"timestamp"_s}, QString::number(Now + 700'000), u"time"_s);
        row("before time", Body + Path{u"timestamp"_s}, u"0"_s, u"time"_s);
        row("somebody else pays out", Transfer + Path{u"ref"_s},
            u"\"/transfer/0x05A1247A7400f0C2A893611adD1505743552c631/0x05A1247A7400f0C2A893611adD1505743552c631/k/value\""_s,
            operations);
        row("less transferred than recorded", Transfer + Path{u"value"_s}, u"0.01"_s, operations);
        row("more transferred than recorded", Transfer + Path{u"value"_s}, u"0.06"_s, operations);
        row("transfer increased", Transfer + Path{u"type"_s}, u"\"INC_VALUE\""_s, operations);
        row("another app", Settle + Path{u"ref"_s}, u"\"/apps/ain_gpu2/settles/1795461400000-00112233445566aa/0\""_s,
            operations);
        row("another tab", Settle + Path{u"ref"_s}, u"\"/apps/ain_gpu/settles/1795461400000-00112233445566aa/1\""_s,
            operations);
        row("tab with two names", Settle + Path{u"ref"_s},
            u"\"/apps/ain_gpu/settles/1795461400000-00112233445566aa/00\""_s, operations);
        row("double slash", Settle + Path{u"ref"_s}, u"\"/apps/ain_gpu/settles/1795461400000-00112233445566aa//0\""_s,
            operations);
        row("only its amount", Settle + Path{u"value"_s}, u"0.05"_s, u"amount"_s);
        row("seven decimals", Settle + Path{u"value"_s, u"amount"_s}, u"0.0500001"_s, u"amount"_s);
        row("over the cap", Settle + Path{u"value"_s, u"amount"_s}, u"1.000001"_s, u"cap"_s);
        row("jobs do not fit the list", Settle + Path{u"value"_s, u"jobs"_s}, u"3"_s, u"jobs"_s);
        row("billing", Body, u"{}"_s, operations);
    }
    void signedLies()
    {
        QFETCH(Path, path);
        QFETCH(QString, json);
        QFETCH(QString, what);
        json::Value message = *json::parse(m_scene.message(m_scene.voucher(0, m_items)));
        if (QByteArray(QTest::currentDataTag()) == "billing")
            at(message, Body)->object().set(u"billing"_s, u"ain_gpu|0"_s);
        else
            *at(message, path) = *json::parse(json.toUtf8());
        const json::Value body = *at(message, Body);
        *at(message, {u"tx"_s, u"signature"_s}) = crypto::signTransaction(m_scene.requester, body, 0);
        QCOMPARE(whatOf(readVoucher(json::canonical(message), m_scene.check)), what);
    }

    void thirdOperation()
    {
        json::Value message = *json::parse(m_scene.message(m_scene.voucher(0, m_items)));
        json::Value *list = at(message, Body + Path{u"operation"_s, u"op_list"_s});
        list->array().push_back(json::Object{{u"type"_s, u"SET_VALUE"_s}, {u"ref"_s, u"/apps/x/y"_s}, {u"value"_s, 1}});
        const json::Value body = *at(message, Body);
        *at(message, {u"tx"_s, u"signature"_s}) = crypto::signTransaction(m_scene.requester, body, 0);
        QCOMPARE(whatOf(readVoucher(json::canonical(message), m_scene.check)), u"operations"_s);
        // The same two the other way round.
        list->array().pop_back();
        std::swap(list->array()[0], list->array()[1]);
        QVERIFY(!readVoucher(json::canonical(message), m_scene.check));
    }

    void signers()
    {
        const json::Value body = m_scene.voucher(0, m_items).transaction.body;
        const auto refusal = [&](const Voucher &voucher) {
            return whatOf(readVoucher(m_scene.message(voucher), m_scene.check));
        };
        QCOMPARE(refusal(m_scene.signedBy(m_scene.provider, body, 0, m_items, 0)), u"signer"_s);
        // Of another network: v carries its chain id.
        QCOMPARE(refusal(m_scene.signedBy(m_scene.requester, body, 0, m_items, 1)), u"signature"_s);
        QCOMPARE(refusal(m_scene.signedBy(m_scene.requester, body, 0, m_items, 2)), u"signature"_s);
        VoucherCheck mainnet = m_scene.check;
        mainnet.chainId = 1;
        QVERIFY(readVoucher(m_scene.message(m_scene.signedBy(m_scene.requester, body, 0, m_items, 1)), mainnet));
        QCOMPARE(whatOf(readVoucher(m_scene.message(m_scene.voucher(0, m_items)), mainnet)), u"signature"_s);
        Voucher other = m_scene.voucher(0, m_items);
        other.transaction.signature = m_scene.voucher(0, {m_items.constFirst()}).transaction.signature;
        QCOMPARE(refusal(other), u"signature"_s);
    }

    void otherSessions()
    {
        const QByteArray message = m_scene.message(m_scene.voucher(0, m_items));
        VoucherCheck check = m_scene.check;
        check.sessionId = QString(m_scene.id).replace(u"aa"_s, u"ab"_s);
        QCOMPARE(whatOf(readVoucher(message, check)), u"session"_s);
        check = m_scene.check;
        check.app.name = u"other"_s;
        QCOMPARE(whatOf(readVoucher(message, check)), u"session"_s);
        check = m_scene.check;
        check.session.provider = crypto::PrivateKey::generate().address();
        QCOMPARE(whatOf(readVoucher(message, check)), u"operations"_s);
        check = m_scene.check;
        check.nowMs = check.session.expiresMs;
        QCOMPARE(whatOf(readVoucher(message, check)), u"expired"_s);
    }

    void writings()
    {
        const QByteArray message = m_scene.message(m_scene.voucher(0, m_items));
        const auto refusal = [&](const QByteArray &text) { return whatOf(readVoucher(text, m_scene.check)); };
        QCOMPARE(refusal(" " + message), u"canonical"_s);
        QCOMPARE(refusal(message + '\n'), u"canonical"_s);
        QCOMPARE(refusal(QByteArray(message).replace("\"v\":1", "\"v\":1.0")), u"canonical"_s);
        QCOMPARE(refusal(QByteArray(message).replace("\"v\":1", "\"v\":2")), u"shape"_s);
        QCOMPARE(refusal(QByteArray(message).replace("\"seq\":0", "\"seq\":-1")), u"sequence"_s);
        QCOMPARE(refusal(QByteArray(message).replace("\"seq\":0", "\"seq\":100000")), u"sequence"_s);
        QCOMPARE(refusal(QByteArray(message).replace("\"seq\":0", "\"seq\":1")), u"operations"_s);
        QCOMPARE(refusal(message.first(message.size() / 2)), u"canonical"_s);
        QCOMPARE(refusal({}), u"canonical"_s);
        QCOMPARE(refusal("[]"), u"shape"_s);
        QCOMPARE(refusal(QByteArray(MaxVoucherBytes + 1, ' ')), u"size"_s);
        QCOMPARE(refusal(QByteArray(20'000, '[')), u"canonical"_s);
        QVERIFY(!sessionOfMessage("{}"));
        QVERIFY(!sessionOfMessage(QByteArray(message).replace(m_scene.id.toLatin1(), "../../etc")));
        for (qsizetype i = 0; i < message.size(); i += 7) { // cut anywhere, flipped anywhere
            QVERIFY(!readVoucher(message.first(i), m_scene.check));
            QByteArray flipped = message;
            flipped[i] = char(flipped[i] ^ 1);
            // The list of jobs is bound by the root of their receipts.
            const auto read = readVoucher(flipped, m_scene.check);
            QVERIFY2(!read || !checkAgainstWork(*read, m_scene.session, m_items), qPrintable(QString::number(i)));
        }
    }

    void workDiffers()
    {
        const Voucher voucher = m_scene.voucher(0, m_items);
        const auto refusal = [&](QList<WorkItem> items) {
            return whatOf(checkAgainstWork(voucher, m_scene.session, items));
        };
        QList<WorkItem> items = m_items;
        std::reverse(items.begin(), items.end());
        QCOMPARE(refusal(items), u"accepted"_s);
        QCOMPARE(refusal({m_items.constFirst()}), u"jobs"_s);
        items[0].job = sha(99);
        QCOMPARE(refusal(items), u"jobs"_s);
        items = m_items;
        items[0].units += 1;
        QCOMPARE(refusal(items), u"units"_s);
        items = m_items;
        items[0].receipt = sha(98);
        QCOMPARE(refusal(items), u"root"_s);
        SessionTerms dearer = m_scene.session;
        dearer.pricePerMps = Amount::fromMicro(10'001);
        QCOMPARE(whatOf(checkAgainstWork(voucher, dearer, m_items)), u"price"_s);
    }

    void tooManyJobs()
    {
        QList<WorkItem> items;
        for (int i = 0; i <= MaxJobsPerTab; ++i)
            items.append(work(i, 1000));
        QVERIFY(!readVoucher(m_scene.message(m_scene.voucher(0, items)), m_scene.check));
        items.removeLast();
        const QByteArray most = m_scene.message(m_scene.voucher(0, items));
        QVERIFY(most.size() < MaxVoucherBytes);
        QCOMPARE(whatOf(readVoucher(most, m_scene.check)), u"accepted"_s);
    }

private:
    Scene m_scene;
    QList<WorkItem> m_items{work(1, 2'000'000), work(2, 3'000'000)};
};

} // namespace

QTEST_GUILESS_MAIN(TestVoucher)
#include "test_voucher.moc"
