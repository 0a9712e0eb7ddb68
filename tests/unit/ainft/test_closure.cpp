// What counts as the creation of a closed collection: the exact template and nothing else. Whoever gets another list of
// operations past this check gets tokens shown as proven that somebody can still take back.
#include "core/ainft/layout.h"
#include "core/ainft/layouts/operations.h"
#include "core/ainft/provenreader.h"
#include "core/json/parser.h"

#include <QFile>
#include <QTest>

#include <functional>

using namespace ain;
using namespace ain::ainft;
using namespace Qt::StringLiterals;

namespace {

using Edit = std::function<void(json::Value &operation)>;

const QString Mallory = u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s;
constexpr std::size_t OwnerConfig = 9; ///< place of the last operation of the template

json::Array &partsOf(json::Value &operation) { return operation.object().find(u"op_list")->array(); }

/// A member by names and places; must be there.
json::Value &at(json::Value &value, const QStringList &way)
{
    json::Value *node = &value;
    for (const QString &step : way)
        node = node->isArray() ? &node->array().at(std::size_t(step.toInt())) : node->object().find(step);
    return *node;
}

/// The text in every text and name of an operation.
json::Value replaced(const json::Value &value, const QString &from, const QString &to)
{
    if (value.isString())
        return QString(value.string()).replace(from, to);
    if (value.isArray()) {
        json::Array out;
        for (const json::Value &member : value.array())
            out.push_back(replaced(member, from, to));
        return out;
    }
    if (!value.isObject())
        return value;
    json::Object out;
    for (const auto &[name, member] : value.object())
        out.set(QString(name).replace(from, to), replaced(member, from, to));
    return out;
}

/// Every place in an operation, from the top.
void places(const json::Value &value, const QStringList &way, QList<QStringList> &out)
{
    if (!way.isEmpty())
        out.append(way);
    for (std::size_t i = 0; i < value.array().size(); ++i)
        places(value.array()[i], way + QStringList(QString::number(i)), out);
    for (const auto &[name, member] : value.object())
        places(member, way + QStringList(name), out);
}

} // namespace

Q_DECLARE_METATYPE(Edit)

namespace {

class TestClosure : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theTemplateIsRead();
    void ourOwnCreationIsRead();
    void hostile_data();
    void hostile();
    void recordedOthers();
    void everyPlaceCounts();

private:
    [[nodiscard]] QString appId() const { return toAppId(Ainft::objectId(m_creator, 1795377428713)); }

    json::Array m_recorded;
    json::Value m_locked; ///< as it was sent to a real node and took effect there
    crypto::Address m_creator;
};

void TestClosure::initTestCase()
{
    QFile file(u"" AIN_TEST_DATA "/ainft/direct_onchain.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_recorded = json::parse(file.readAll()).value_or(json::Value())[u"transactions"].array();
    for (const json::Value &row : m_recorded) {
        if (row[u"profile"].string() == u"locked" && row[u"action"].string() == u"create_object")
            m_locked = row[u"operation"];
    }
    QVERIFY(m_locked.isObject());
    QCOMPARE(partsOf(m_locked).size(), OwnerConfig + 1);
    const auto creator = crypto::Address::parse(u"0x05A1247A7400f0C2A893611adD1505743552c631"_s);
    QVERIFY(creator);
    m_creator = *creator;
}

void TestClosure::theTemplateIsRead()
{
    const auto creation = readLockedCreation(m_locked);
    QVERIFY(creation);
    QCOMPARE(creation->appId, u"ainft721_0x6a0918a4f07ca304446f6aaf43a6ff9800515c82"_s);
    QCOMPARE(creation->appId, appId());
    QCOMPARE(creation->creator, m_creator);
    QCOMPARE(creation->recordId, qint64(1795377428713));
    QCOMPARE(creation->name, u"Locked"_s);
    QCOMPARE(creation->symbol, u"LOCK"_s);
    QCOMPARE(creation->maxSupply, 3);
    QCOMPARE(creation->metadata.size(), std::size_t(2)); // what the template adds to it is not the creator's
    QCOMPARE(creation->metadata[u"image"].toString(), u"ipfs://bafy"_s);
}

void TestClosure::ourOwnCreationIsRead()
{
    for (const int supply : {1, 7, 1'000'000'000}) {
        Creation made;
        made.creator = m_creator;
        made.recordId = 5;
        made.appId = toAppId(Ainft::objectId(m_creator, 5));
        made.name = u"'\"`${}/\\ 한글"_s;
        made.symbol = u"*"_s;
        made.maxSupply = supply;
        const auto read = readLockedCreation(creationOperation(Layout::Locked, made));
        QVERIFY(read);
        QCOMPARE(read->maxSupply, supply);
        QCOMPARE(read->name, made.name);
        QCOMPARE(read->appId, made.appId);
    }
}

void TestClosure::hostile_data()
{
    QTest::addColumn<Edit>("edit");
    const QString app = appPath(appId());
    const QString id = appId();
    const QString creator = m_creator.toString();
    const json::Object all{
        {u"branch_owner"_s, true}, {u"write_function"_s, true}, {u"write_owner"_s, true}, {u"write_rule"_s, true}};
    const auto row = [](const char *reason, Edit edit) { QTest::newRow(reason) << edit; };
    const auto added = [&](const char *reason, const json::Value &part) {
        row(reason, [part](json::Value &operation) { partsOf(operation).push_back(part); });
    };
    const auto put = [&](const char *reason, const QStringList &way, const json::Value &value) {
        row(reason, [way, value](json::Value &operation) { at(operation, way) = value; });
    };
    const auto texts = [&](const char *reason, const QString &from, const QString &to) {
        row(reason, [from, to](json::Value &operation) { operation = replaced(operation, from, to); });
    };

    // --- one operation more
    added("a value more", setValue(app + u"/tokens/1/owner"_s, Mallory));
    added("a rule for one token more", setRule(app + u"/tokens/1/owner"_s, writeRule(u"true"_s)));
    added("a rule above the tokens more", setRule(app + u"/tokens"_s, writeRule(u"true"_s)));
    added("an owner below more", setOwner(app + u"/tokens/1"_s, json::Object{{Mallory, all}}));
    added("an owner of the app more", setOwner(app, json::Object{{Mallory, all}}));
    added("a function more",
          json::Object{{u"type"_s, u"SET_FUNCTION"_s},
                       {u"ref"_s, app + u"/tokens/$tokenId/owner"_s},
                       {u"value"_s, json::Object{{u".function"_s, json::Object()}}}});
    added("something of another app more", setValue(u"/apps/other/x"_s, 1));
    added("an operation that is nothing", json::Value());
    added("an empty operation", json::Object());
    row("another list inside the list", [](json::Value &operation) {
        const json::Value whole = operation;
        partsOf(operation).push_back(whole);
    });
    row("a value before the creation", [app](json::Value &operation) {
        json::Array &parts = partsOf(operation);
        parts.insert(parts.begin(), setValue(app + u"/tokens/1/owner"_s, Mallory));
    });
    row("a rule between", [app](json::Value &operation) {
        json::Array &parts = partsOf(operation);
        parts.insert(parts.begin() + 5, setRule(app + u"/tokens/1/owner"_s, writeRule(u"true"_s)));
    });

    // --- one less, twice, in another order
    row("owner config left out", [](json::Value &operation) { partsOf(operation).pop_back(); });
    row("creation left out", [](json::Value &operation) { partsOf(operation).erase(partsOf(operation).begin()); });
    row("a rule left out", [](json::Value &operation) { partsOf(operation).erase(partsOf(operation).begin() + 2); });
    row("owner config twice", [](json::Value &operation) {
        const json::Value last = partsOf(operation).back();
        partsOf(operation).push_back(last);
    });
    row("a rule twice, the second one open", [](json::Value &operation) {
        json::Value again = partsOf(operation)[2];
        at(again, {u"value"_s, u".rule"_s, u"write"_s}) = u"true"_s;
        partsOf(operation).insert(partsOf(operation).begin() + 3, again);
    });
    row("two refs the same in place of two",
        [](json::Value &operation) { partsOf(operation)[3] = partsOf(operation)[2]; });
    row("two rules change places",
        [](json::Value &operation) { std::swap(partsOf(operation)[3], partsOf(operation)[4]); });
    row("owner config before the rules", [](json::Value &operation) {
        json::Array &parts = partsOf(operation);
        std::rotate(parts.begin() + 2, parts.end() - 1, parts.end());
    });
    row("everything backwards",
        [](json::Value &operation) { std::reverse(partsOf(operation).begin(), partsOf(operation).end()); });

    // --- who
    put("another administrator", {u"op_list"_s, u"0"_s, u"value"_s, u"admin"_s}, json::Object{{Mallory, true}});
    put("a second administrator", {u"op_list"_s, u"0"_s, u"value"_s, u"admin"_s},
        json::Object{{creator, true}, {Mallory, true}});
    put("no administrator", {u"op_list"_s, u"0"_s, u"value"_s, u"admin"_s}, json::Object());
    put("the administrator is none", {u"op_list"_s, u"0"_s, u"value"_s, u"admin"_s}, json::Object{{creator, false}});
    put("the administrator in another spelling", {u"op_list"_s, u"0"_s, u"value"_s, u"admin"_s},
        json::Object{{creator.toLower(), true}});
    put("the administrator is no address", {u"op_list"_s, u"0"_s, u"value"_s, u"admin"_s},
        json::Object{{u"*"_s, true}});
    put("another owner of the collection", {u"op_list"_s, u"1"_s, u"value"_s, u"owner"_s}, Mallory);
    texts("another creator everywhere, under this id", creator, Mallory);

    // --- which
    texts("id of another collection", id, u"ainft721_0xf48d894b1dd8e1a84efc513e41b8d8f175a8ebe7"_s);
    texts("id in capitals", id, id.toUpper());
    texts("id of no collection", id, u"my_app"_s);
    texts("empty id", id, QString());
    texts("id with a tail", id, id + u"0"_s);
    put("rules of another collection", {u"op_list"_s, u"2"_s, u"ref"_s},
        u"/apps/ainft721_0xf48d894b1dd8e1a84efc513e41b8d8f175a8ebe7/tokens/$tokenId/owner"_s);
    const QString record = u"1795377428713"_s;
    for (const QString &other : {u"1795377428714"_s, u"01795377428713"_s, u"+1795377428713"_s, u" 1795377428713"_s,
                                 u"-1795377428713"_s, u"1795377428713.0"_s, u"1.795377428713e12"_s, u""_s, u"x"_s,
                                 u"99999999999999999999999"_s, u"1795377428713/x"_s}) {
        const QByteArray reason = "record " + (other.isEmpty() ? "of nothing" : other.toLatin1());
        texts(reason.constData(), record, other);
    }
    put("the creation is in another place", {u"op_list"_s, u"0"_s, u"ref"_s},
        u"/manage_app/"_s + id + u"/config/"_s + record);
    put("the creation has a long way", {u"op_list"_s, u"0"_s, u"ref"_s}, QString(200'000, u'/'));
    put("the creation has no way", {u"op_list"_s, u"0"_s, u"ref"_s}, json::Value());
    put("the stakes are locked for another time",
        {u"op_list"_s, u"0"_s, u"value"_s, u"service"_s, u"staking"_s, u"lockup_duration"_s}, 1);

    // --- what stays open
    const QStringList owners{u"op_list"_s, QString::number(OwnerConfig), u"value"_s, u".owner"_s, u"owners"_s};
    for (const char *right : {"branch_owner", "write_function", "write_owner", "write_rule"}) {
        const QByteArray reason = QByteArray("everybody keeps ") + right;
        put(reason.constData(), owners + QStringList{u"*"_s, QString::fromLatin1(right)}, true);
    }
    put("the creator keeps the rights", owners + QStringList(creator), all);
    put("the creator keeps one right", owners + QStringList(creator), json::Object{{u"write_rule"_s, true}});
    put("the creator's entry is not taken away", owners,
        json::Object{{u"*"_s, at(m_locked, owners + QStringList(u"*"_s))}});
    put("everybody keeps everything", owners + QStringList(u"*"_s), all);
    row("another one gets rights",
        [owners, all](json::Value &operation) { at(operation, owners).object().set(Mallory, all); });
    row("a function's own rights",
        [owners, all](json::Value &operation) { at(operation, owners).object().set(u"fid:_transfer"_s, all); });
    put("the owner config is set on the tokens only", {u"op_list"_s, QString::number(OwnerConfig), u"ref"_s},
        app + u"/tokens"_s);
    put("the owner config is set above", {u"op_list"_s, QString::number(OwnerConfig), u"ref"_s}, u"/apps"_s);
    put("the owner config is a rule", {u"op_list"_s, QString::number(OwnerConfig), u"type"_s}, u"SET_RULE"_s);
    put("the owner config is null", {u"op_list"_s, QString::number(OwnerConfig), u"value"_s}, json::Value());

    // --- rules in other words
    const QString rule = at(m_locked, {u"op_list"_s, u"2"_s, u"value"_s, u".rule"_s, u"write"_s}).toString();
    const QStringList write{u"op_list"_s, u"2"_s, u"value"_s, u".rule"_s, u"write"_s};
    put("an owner rule that is always true", write, rule + u" || true"_s);
    put("an owner rule that is true", write, true);
    put("an owner rule with a space more", write, rule + u' ');
    put("an owner rule with a homoglyph", write, QString(rule).replace(u'a', QChar(0x0430)));
    put("an owner rule for another", write, QString(rule).replace(creator, Mallory));
    put("an owner rule without the length of the path", write,
        QString(rule).remove(u"util.checkValuePathLen(parsedValuePath, 5) === true && "_s));
    put("a higher supply than is said", write, QString(rule).replace(u"<= 3"_s, u"<= 30"_s));
    put("a rule for another label", {u"op_list"_s, u"2"_s, u"ref"_s}, app + u"/tokens/$id/owner"_s);
    put("a state rule beside", {u"op_list"_s, u"2"_s, u"value"_s, u".rule"_s},
        json::Object{{u"write"_s, rule}, {u"state"_s, json::Object{{u"gc_max_siblings"_s, 1}}}});
    put("a rule below a rule", {u"op_list"_s, u"2"_s, u"value"_s},
        json::Object{{u".rule"_s, json::Object{{u"write"_s, rule}}},
                     {u"x"_s, json::Object{{u".rule"_s, json::Object{{u"write"_s, u"true"_s}}}}}});
    put("messages are kept for ever", {u"op_list"_s, u"8"_s, u"value"_s, u".rule"_s, u"state"_s, u"gc_max_siblings"_s},
        1000);

    // --- how many
    const QStringList supply{u"op_list"_s, u"1"_s, u"value"_s, u"metadata"_s, u"max_supply"_s};
    put("supply as text", supply, u"3"_s);
    put("supply with a fraction", supply, 3.5);
    put("negative supply", supply, -3);
    put("immense supply", supply, 1e308);
    put("supply of 2 to 40", supply, double(1LL << 40));
    put("another supply than the rule's", supply, 4);
    row("supply above what a rule counts to", [supply](json::Value &operation) {
        operation = replaced(operation, u"<= 3"_s, u"<= 2000000000"_s);
        at(operation, supply) = 2e9;
    });
    row("supply of which only the end is read", [supply](json::Value &operation) {
        operation = replaced(operation, u"<= 3"_s, u"<= 4294967299"_s); // 2^32 + 3
        at(operation, supply) = 4294967299.0;
    });
    put("another name for the layout", {u"op_list"_s, u"1"_s, u"value"_s, u"metadata"_s, u"profile"_s}, u"locked-2"_s);
    row("tokens that are there from the start", [](json::Value &operation) {
        at(operation, {u"op_list"_s, u"1"_s, u"value"_s})
            .object()
            .set(u"tokens"_s, json::Object{{u"1"_s, json::Object{{u"owner"_s, Mallory}}}});
    });
    put("name is a number", {u"op_list"_s, u"1"_s, u"value"_s, u"name"_s}, 5);

    // --- what it is at all
    put("one operation in place of a list", {u"type"_s}, u"SET_VALUE"_s);
    row("something beside the list", [](json::Value &operation) { operation.object().set(u"is_global"_s, true); });
    row("something beside an operation",
        [](json::Value &operation) { partsOf(operation)[4].object().set(u"is_global"_s, true); });
    put("the list is no list", {u"op_list"_s}, json::Object{{u"0"_s, 1}});
    put("the list is null", {u"op_list"_s}, json::Value());
    put("the list is empty", {u"op_list"_s}, json::Array());
    row("nothing", [](json::Value &operation) { operation = json::Value(); });
    row("a text", [](json::Value &operation) { operation = u"SET"_s; });
    row("a list", [](json::Value &operation) { operation = json::Array{operation}; });
    row("two operations of nothing",
        [](json::Value &operation) { partsOf(operation) = json::Array{json::Value(), json::Value()}; });
    row("a hundred thousand operations", [](json::Value &operation) {
        const json::Value last = partsOf(operation).back();
        partsOf(operation).resize(100'000, last);
    });
    row("a hundred thousand creations", [](json::Value &operation) {
        const json::Value first = partsOf(operation).front();
        partsOf(operation).assign(100'000, first);
    });
    row("a name of megabytes in an operation",
        [](json::Value &operation) { partsOf(operation)[2].object().set(u"ref"_s, QString(4'000'000, u'/')); });
    Creation compat;
    compat.creator = m_creator;
    compat.recordId = 1795377428713;
    compat.appId = id;
    compat.name = u"Locked"_s;
    compat.symbol = u"LOCK"_s;
    compat.metadata = json::Object{{u"max_supply"_s, 3}, {u"profile"_s, u"locked-1"_s}};
    row("the other layout",
        [compat](json::Value &operation) { operation = creationOperation(Layout::Compat, compat); });
}

void TestClosure::hostile()
{
    QFETCH(Edit, edit);
    json::Value operation = m_locked;
    edit(operation);
    QVERIFY2(!(operation == m_locked), "nothing was changed");
    QVERIFY(!readLockedCreation(operation));
}

void TestClosure::recordedOthers()
{
    int refused = 0;
    for (const json::Value &row : m_recorded) {
        if (row[u"operation"] == m_locked)
            continue;
        QVERIFY2(!readLockedCreation(row[u"operation"]), qPrintable(row[u"action"].toString()));
        ++refused;
    }
    QVERIFY(refused > 40);
}

/// Whatever is taken out of the template or replaced by something else: it is another operation, unless it is what a
/// creator may say about the collection.
void TestClosure::everyPlaceCounts()
{
    QList<QStringList> all;
    places(m_locked, {}, all);
    QVERIFY(all.size() > 80);
    const QStringList about{u"op_list"_s, u"1"_s, u"value"_s};
    const QStringList name = about + QStringList(u"name"_s);
    const QStringList symbol = about + QStringList(u"symbol"_s);
    const QStringList image = about + QStringList{u"metadata"_s, u"image"_s};
    const QStringList description = about + QStringList{u"metadata"_s, u"description"_s};
    const json::Value others[] = {json::Value(), true,          false,          0,
                                  1e308,         u"x"_s,        json::Object(), json::Object{{u"x"_s, 1}},
                                  json::Array(), json::Array{1}};
    int accepted = 0;
    int refused = 0;
    for (const QStringList &way : std::as_const(all)) {
        const bool isText = way == name || way == symbol;
        const bool isFree = way == image || way == description;
        for (const json::Value &other : others) {
            json::Value operation = m_locked;
            at(operation, way) = other;
            if (operation == m_locked)
                continue;
            const bool isAllowed = isFree || (isText && other.isString());
            QVERIFY2(readLockedCreation(operation).has_value() == isAllowed, qPrintable(way.join(u'/')));
            ++(isAllowed ? accepted : refused);
        }
        json::Value operation = m_locked;
        json::Value &parent = at(operation, way.sliced(0, way.size() - 1));
        if (parent.isArray())
            parent.array().erase(parent.array().begin() + way.constLast().toInt());
        else
            QVERIFY(parent.object().remove(way.constLast()));
        QVERIFY2(readLockedCreation(operation).has_value() == isFree, qPrintable(way.join(u'/')));
    }
    QCOMPARE(accepted, 2 + 2 * int(std::size(others)));
    QVERIFY(refused > 700);
}

} // namespace

QTEST_GUILESS_MAIN(TestClosure)
#include "test_closure.moc"
