#include "core/ainft/explain.h"
#include "core/ainft/layout.h"
#include "core/ainft/layouts/compat.h"
#include "core/ainft/layouts/locked.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QFile>
#include <QTest>

using namespace ain;
using namespace ain::ainft;
using namespace Qt::StringLiterals;

namespace {

json::Value load(const char *name)
{
    QFile file(QStringLiteral(AIN_TEST_DATA "/ainft/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return json::parse(file.readAll()).value_or(json::Value());
}

QString text(const json::Value &value) { return QString::fromUtf8(json::canonical(value)); }

crypto::Address address(const QString &text) { return crypto::Address::parse(text).value_or(crypto::Address()); }

/// What a recorded operation was made from.
struct Recorded {
    QString appId;
    QString tokenId;
    json::Value firstValue;
};

Recorded recorded(const json::Value &operation)
{
    const json::Value &first = operation[u"op_list"].isArray() ? operation[u"op_list"].array()[0] : operation;
    const QString ref = first[u"ref"].toString();
    return {ref.section(u'/', 2, 2), ref.section(u'/', 4, 4), first[u"value"]};
}

Creation creationOf(const json::Value &operation)
{
    const json::Array &operations = operation[u"op_list"].array();
    const json::Value &value = operations[1][u"value"];
    Creation creation;
    creation.appId = recorded(operation).appId;
    creation.creator = address(value[u"owner"].toString());
    creation.recordId = operations[0][u"ref"].toString().section(u'/', 4).toLongLong();
    creation.name = value[u"name"].toString();
    creation.symbol = value[u"symbol"].toString();
    creation.metadata = value[u"metadata"].object();
    creation.maxSupply = int(creation.metadata[u"max_supply"].toInteger());
    creation.metadata.remove(u"max_supply");
    creation.metadata.remove(u"profile");
    return creation;
}

/// A state tree that SET_VALUE, SET_RULE and SET_OWNER write to as the chain does in our transactions.
class Tree {
public:
    void apply(const json::Value &operation)
    {
        if (operation[u"op_list"].isArray()) {
            for (const json::Value &part : operation[u"op_list"].array())
                apply(part);
            return;
        }
        json::Value &root =
            m_roots.object().set(operation[u"type"].toString(), *find(u'/' + operation[u"type"].toString()));
        json::Value *node = &root;
        const QStringList path = operation[u"ref"].toString().split(u'/', Qt::SkipEmptyParts);
        for (const QString &label : path) {
            json::Value *child = node->object().find(label);
            node = child != nullptr ? child : &node->object().set(label, {});
        }
        if (operation[u"type"].string() == "SET_VALUE"_L1) {
            *node = operation[u"value"];
            return;
        }
        for (const auto &[name, config] : operation[u"value"].object())
            node->object().set(name, config);
    }
    [[nodiscard]] json::Value value(const QString &ref, bool isShallow) const
    {
        json::Value found = *find(u"/SET_VALUE"_s + ref);
        if (isShallow) {
            for (auto &[name, member] : found.object()) {
                if (member.isObject())
                    member = json::Object{{u"#state_ph"_s, u"0x"_s}};
            }
        }
        return found;
    }
    [[nodiscard]] json::Value rule(const QString &ref) const { return *find(u"/SET_RULE"_s + ref); }

private:
    [[nodiscard]] const json::Value *find(const QString &path) const
    {
        const json::Value *node = &m_roots;
        const QStringList labels = path.split(u'/', Qt::SkipEmptyParts);
        for (const QString &label : labels)
            node = &(*node)[label];
        return node;
    }
    json::Value m_roots = json::Object();
};

class TestLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_direct = load("direct_onchain.json");
        m_captured = load("captured_ainft_js_2.1.3.json");
        QVERIFY(m_direct[u"transactions"].array().size() > 40);
        QVERIFY(m_captured[u"reads"].array().size() > 20);
    }

    void recordedOperations_data()
    {
        QTest::addColumn<json::Value>("row");
        int index = 0;
        for (const json::Value &row : m_direct[u"transactions"].array()) {
            const QString profile = row[u"profile"].toString();
            if (profile == "compat"_L1 || profile == "locked"_L1)
                QTest::addRow("%d %s: %s", index, qPrintable(profile), qPrintable(row[u"action"].toString())) << row;
            ++index;
        }
    }
    /// Every recorded transaction that is a creation, mint or transfer (also the refused ones: same bytes, other
    /// signer or state) is what our builders make of its contents. Others and AI records have no builder of ours:
    /// they must not be explained as anything harmless.
    void recordedOperations()
    {
        QFETCH(json::Value, row);
        const json::Value &operation = row[u"operation"];
        const QString action = row[u"action"].toString();
        const Layout layout = row[u"profile"].string() == "locked"_L1 ? Layout::Locked : Layout::Compat;
        const Recorded what = recorded(operation);
        const json::Array &parts = operation[u"op_list"].array();
        const QList<wallet::Fact> facts = explainOperation(operation);

        if (action == "create_object"_L1) {
            const Creation creation = creationOf(operation);
            QCOMPARE(text(creationOperation(layout, creation)), text(operation));
            QCOMPARE(toAppId(Ainft::objectId(creation.creator, creation.recordId)), creation.appId);
            QCOMPARE(facts.first().id, u"explain.ainft_create"_s);
            QCOMPARE(facts.first().args[u"name"].toString(), creation.name);
            QCOMPARE(facts.first().args[u"layout"].toString(), row[u"profile"].toString());
            QCOMPARE(facts.size(), layout == Layout::Compat ? qsizetype(2) : qsizetype(1));
            return;
        }
        const bool isCompatMint = layout == Layout::Compat && action == "mint_token"_L1;
        const bool isLockedMint = parts.size() == 3 && parts[2][u"ref"].string().endsWith("/owner"_L1);
        if (isCompatMint || isLockedMint) {
            Mint mint{what.appId, what.tokenId, {}, {}, {}};
            const json::Value &owner = isCompatMint ? what.firstValue[u"owner"] : parts[2][u"value"];
            mint.owner = address(owner.toString());
            mint.tokenUri = (isCompatMint ? what.firstValue[u"tokenURI"] : parts[1][u"value"]).toString();
            if (isLockedMint)
                mint.metadata = what.firstValue.object();
            QCOMPARE(text(mintOperation(layout, mint)), text(operation));
            QCOMPARE(facts.first().id, u"explain.ainft_mint"_s);
            QCOMPARE(facts.first().args[u"token"].toString(), what.tokenId);
            QCOMPARE(facts.first().args[u"to"].toString(), mint.owner.toString());
            return;
        }
        if (action.startsWith("mint_token with AI"_L1)) {
            QCOMPARE(facts.first().id, u"explain.ainft_mint"_s);
            QCOMPARE(facts.first().args[u"name"].toString(), u"L 2"_s);
            return;
        }
        const QString ref = operation[u"ref"].toString();
        if (operation[u"type"].string() == "SET_VALUE"_L1 && ref.endsWith("/owner"_L1) && what.firstValue.isString()) {
            const auto to = crypto::Address::parse(what.firstValue.toString());
            QVERIFY(to);
            // The recorded wrong-case recipient differs from ours by its case alone: an Address cannot be wrong.
            QCOMPARE(text(transferOperation(what.appId, what.tokenId, *to)).toLower(), text(operation).toLower());
            if (!action.contains("non-checksummed"_L1))
                QCOMPARE(text(transferOperation(what.appId, what.tokenId, *to)), text(operation));
            QCOMPARE(facts.first().id, u"explain.ainft_transfer"_s);
            return;
        }
        QVERIFY2(facts.isEmpty(), qPrintable(text(operation)));
    }

    void capturedOperations()
    {
        const QString creator = m_captured[u"creator"].toString();
        for (const json::Value &row : m_captured[u"operations"].array()) {
            const json::Value &operation = row[u"operation"];
            const QString action = row[u"action"].toString();
            const Recorded what = recorded(operation);
            if (action == "nft.create"_L1) {
                QCOMPARE(text(creationOperation(Layout::Compat, creationOf(operation))), text(operation));
                const QList<wallet::Fact> facts = explainOperation(operation);
                QCOMPARE(facts.size(), qsizetype(3)); // a server's id: its origin cannot be checked
                QCOMPARE(facts[1].id, u"warn.creator_can_take_back"_s);
                QCOMPARE(facts[2].id, u"warn.unverified_origin"_s);
                QVERIFY(facts[1].isWarning && facts[2].isWarning);
            } else if (action == "object.mint"_L1) {
                const Mint mint{
                    what.appId, what.tokenId, address(creator), what.firstValue[u"tokenURI"].toString(), {}};
                QCOMPARE(text(mintOperation(Layout::Compat, mint)), text(operation));
            } else if (action == "object.transfer"_L1) {
                QCOMPARE(text(transferOperation(what.appId, what.tokenId, address(what.firstValue.toString()))),
                         text(operation));
            }
        }
    }
    /// What ainft-js 2.1.3 asks the chain about an object and a token has the same members, of the same types, when
    /// it was made by us in either layout.
    void capturedReads_data()
    {
        QTest::addColumn<int>("layout");
        QTest::newRow("locked") << int(Layout::Locked);
        QTest::newRow("compat") << int(Layout::Compat);
    }
    void capturedReads()
    {
        QFETCH(int, layout);
        const QString app = m_captured[u"app_id"].toString();
        const crypto::Address creator = address(m_captured[u"creator"].toString());
        Tree tree;
        tree.apply(creationOperation(
            Layout(layout), {app, creator, 1, u"n"_s, u"SYM"_s, json::Object{{u"description"_s, u"d"_s}}, 10}));
        tree.apply(mintOperation(Layout(layout),
                                 {app, u"1"_s, creator, tokenUri(app, u"1"_s),
                                  json::Object{{u"name"_s, u"t"_s}, {u"image"_s, u"ipfs://b"_s}}}));
        int compared = 0;
        for (const json::Value &read : m_captured[u"reads"].array()) {
            const QString ref = read.at({u"params", u"ref"}).toString();
            if (ref.contains("/ai/"_L1) || ref.endsWith("/ai"_L1))
                continue; // ours attach no AI at the mint
            const json::Value ours = tree.value(ref, read.at({u"params", u"is_shallow"}).toBool());
            const json::Value &theirs = read[u"result"];
            QCOMPARE(int(ours.type()), int(theirs.type()));
            for (const auto &[name, member] : theirs.object()) {
                if (name == "ai"_L1)
                    continue;
                QVERIFY2(ours.object().contains(name), qPrintable(ref + u' ' + name));
                QCOMPARE(int(ours[name].type()), int(member.type()));
            }
            ++compared;
        }
        QVERIFY(compared > 5);
        QVERIFY(tree.rule(appPath(app)).isObject());
    }

    void recordedCollections_data()
    {
        QTest::addColumn<QString>("app");
        QTest::addColumn<QString>("object");
        QTest::addColumn<int>("layout");
        QTest::addColumn<int>("supply");
        const auto row = [](const char *name, const QString &app, const QString &object, Layout layout, int supply) {
            QTest::newRow(name) << app << object << int(layout) << supply;
        };
        row("locked", u"ainft721_0x6a0918a4f07ca304446f6aaf43a6ff9800515c82"_s, u"object"_s, Layout::Locked, 3);
        row("sealed", u"ainft721_0xf48d894b1dd8e1a84efc513e41b8d8f175a8ebe7"_s, u"object full"_s, Layout::Unknown, 0);
    }
    void recordedCollections()
    {
        QFETCH(QString, app);
        QFETCH(QString, object);
        QFETCH(int, layout);
        QFETCH(int, supply);
        const CollectionAnswers answers = recordedAnswers(app, object);
        const auto collection = readCollection(answers);
        QVERIFY(collection);
        QCOMPARE(collection->appId, app);
        QCOMPARE(collection->creator.toString(), u"0x05A1247A7400f0C2A893611adD1505743552c631"_s);
        QCOMPARE(int(collection->layout), layout);
        QCOMPARE(collection->maxSupply, supply);
        QVERIFY(collection->originChecked);
        QCOMPARE(toAppId(collection->objectId), app);
    }

    void lockedTemplateIsWhatTheOperationsMake()
    {
        const Creation creation{appOf(m_creator, 5), m_creator, 5, u"N"_s, u"S"_s, {}, 1000};
        Tree tree;
        tree.apply(creationOperation(Layout::Locked, creation));
        json::Value rules = tree.rule(appPath(creation.appId));
        const json::Value expected = locked::rules(creation.appId, m_creator, 1000);
        rules.object().set(u".rule"_s, expected[u".rule"]); // the chain's own, from the creation of the app
        QCOMPARE(text(rules), text(expected));
        QCOMPARE(locked::supplyOf(rules), 1000);
    }
    void lockedIsRecognisedOnlyWhenExact_data()
    {
        QTest::addColumn<int>("change");
        QTest::newRow("nothing") << 0;
        QTest::newRow("another creator's rule") << 1;
        QTest::newRow("one rule more") << 2;
        QTest::newRow("one rule less") << 3;
        QTest::newRow("a rule for one token") << 4;
        QTest::newRow("an owner entry more") << 5;
        QTest::newRow("a permission left") << 6;
        QTest::newRow("an owner config below") << 7;
        QTest::newRow("a function") << 8;
        QTest::newRow("supply 0") << 9;
        QTest::newRow("supply with a tail") << 10;
        QTest::newRow("no owner config") << 11;
        QTest::newRow("no rules") << 12;
        QTest::newRow("rules are a text") << 13;
        QTest::newRow("a state rule at the top") << 14;
    }
    void lockedIsRecognisedOnlyWhenExact()
    {
        QFETCH(int, change);
        CollectionAnswers answers = lockedAnswers(7);
        json::Object &tokens = answers.rules.object().find(u"tokens")->object();
        json::Object &token = tokens.find(u"$tokenId")->object();
        const json::Object open{{u".rule"_s, json::Object{{u"write"_s, true}}}};
        const json::Object all{
            {u"branch_owner"_s, true}, {u"write_function"_s, true}, {u"write_owner"_s, true}, {u"write_rule"_s, true}};
        json::Object &owners = answers.owners.object().find(u".owner")->object().find(u"owners")->object();
        QString &ownerRule = m_ownerRule;
        ownerRule = token[u"owner"].at({u".rule", u"write"}).toString();
        const auto setOwnerRule = [&token](const QString &rule) {
            token.set(u"owner"_s, json::Object{{u".rule"_s, json::Object{{u"write"_s, rule}}}});
        };
        switch (change) {
        case 1: setOwnerRule(ownerRule.replace(m_creator.toString(), m_other.toString())); break;
        case 2: token.set(u"extra"_s, open); break;
        case 3: token.remove(u"metadata"); break;
        case 4: tokens.set(u"1"_s, json::Object{{u"owner"_s, open}}); break;
        case 5: owners.set(m_creator.toString(), all); break;
        case 6: owners.set(u"*"_s, all); break;
        case 7: answers.owners.object().set(u"tokens"_s, json::Object{{u".owner"_s, all}}); break;
        case 8: answers.functions = json::Object{{u"tokens"_s, json::Object()}}; break;
        case 9: setOwnerRule(ownerRule.replace("<= 7 "_L1, "<= 0 "_L1)); break;
        case 10: setOwnerRule(ownerRule.replace("<= 7 "_L1, "<= 7e9 "_L1)); break;
        case 11: answers.owners = {}; break;
        case 12: answers.rules = {}; break;
        case 13: answers.rules = u"x"_s; break;
        case 14:
            answers.rules.object().find(u".rule")->object().set(u"state"_s, json::Object{{u"gc_max_siblings"_s, 10}});
            break;
        default: break;
        }
        int supply = -1;
        const Layout layout = recogniseLayout(answers, m_creator, &supply);
        QCOMPARE(int(layout), int(change == 0 ? Layout::Locked : Layout::Unknown));
        QCOMPARE(supply, change == 0 ? 7 : 0);
    }
    void displayDataDecidesNothing()
    {
        // The creator may rewrite name, owner and metadata of a locked collection at any time.
        CollectionAnswers answers = lockedAnswers(7);
        answers.metadata = json::Object{{u"max_supply"_s, 1000000}, {u"profile"_s, u"compat"_s}};
        answers.owner = m_other.toString();
        const auto collection = readCollection(answers);
        QVERIFY(collection);
        QCOMPARE(collection->maxSupply, 7);
        QVERIFY(collection->layout == Layout::Locked);
        QCOMPARE(collection->creator, m_creator);
        QVERIFY(collection->originChecked);
    }
    void originNeedsItsRecord()
    {
        CollectionAnswers answers = lockedAnswers(7);
        const json::Value record = answers.management.at({u"create", u"5"});
        // Another time, another administrator, two administrators: the id does not follow.
        const json::Object two{{m_creator.toString(), true}, {m_other.toString(), true}};
        const json::Value wrong[] = {
            json::Object{{u"6"_s, record}},
            json::Object{{u"5"_s, json::Object{{u"admin"_s, json::Object{{m_other.toString(), true}}}}}},
            json::Object{{u"5"_s, json::Object{{u"admin"_s, two}}}},
            json::Object{{u"05"_s, record}},
            json::Value(),
        };
        for (const json::Value &create : wrong) {
            answers.management.object().set(u"create"_s, create);
            const auto collection = readCollection(answers);
            QVERIFY(collection);
            QVERIFY(!collection->originChecked);
            QCOMPARE(collection->creator, m_creator); // as the configuration claims
            QVERIFY(collection->layout == Layout::Locked); // which the rules bear out
        }
    }
    void compatIsRecognised()
    {
        CollectionAnswers answers = compatAnswers();
        int supply = -1;
        QVERIFY(recogniseLayout(answers, m_creator, &supply) == Layout::Compat);
        const CollectionAnswers sound = answers;
        // A transfer rule that the creator has rewritten is no layout of ours any more.
        answers.rules.object().find(u"tokens")->object().set(
            u"1"_s, json::Object{{u"owner"_s, json::Object{{u".rule"_s, json::Object{{u"write"_s, true}}}}}});
        QVERIFY(recogniseLayout(answers, m_creator, &supply) == Layout::Unknown);
        answers = sound;
        QVERIFY(recogniseLayout(answers, m_other, &supply) == Layout::Unknown);
        QVERIFY(recogniseLayout(answers, crypto::Address(), &supply) == Layout::Unknown);
    }
    void unknownCollections()
    {
        const auto absent =
            readCollection({u"ainft721_0x6a0918a4f07ca304446f6aaf43a6ff9800515c82"_s, {}, {}, {}, {}, {}, {}, {}, {}});
        QVERIFY(!absent);
        QVERIFY(absent.error().code == errors::AinftCollectionUnknown);
        QVERIFY(!readCollection({u"other_app"_s, u"n"_s, u"S"_s, u"o"_s, {}, {}, {}, {}, {}}));
    }

    void names()
    {
        const QString object = u"0x6A0918a4F07cA304446f6aaf43A6fF9800515C82"_s.toLower();
        const QString app = u"ainft721_"_s + object;
        QCOMPARE(toAppId(object), app);
        QCOMPARE(toAppId(app), app);
        QCOMPARE(toAppId(toObjectId(app)), app);
        QVERIFY(toAppId(u"ainft721_0x12"_s).isEmpty());
        QVERIFY(toAppId(u"../x"_s).isEmpty());
        QVERIFY(toObjectId(u"AINFT721_0x6a0918a4f07ca304446f6aaf43a6ff9800515c82"_s).isEmpty());
        QVERIFY(toObjectId(u"ainft721_0x6A0918A4F07CA304446F6AAF43A6FF9800515C82"_s).isEmpty());
        QVERIFY(toObjectId(object).isEmpty());
        QCOMPARE(tokenUri(app, u"1"_s), u"ain://"_s + app + u"/tokens/1/metadata"_s);
    }
    void tokenNumbers()
    {
        QCOMPARE(tokenNumber(u"1").value_or(0), 1);
        QCOMPARE(tokenNumber(u"1000000").value_or(0), 1000000);
        for (const QString &id :
             {u"0"_s, u"-1"_s, u"03"_s, u"0x3"_s, u"abc"_s, u"1e3"_s, u" 1"_s, u""_s, u"99999999999"_s, u"١"_s})
            QVERIFY2(!tokenNumber(id), qPrintable(id));
        QCOMPARE(nextTokenNumber({}), 1);
        QCOMPARE(nextTokenNumber({u"1"_s, u"2"_s, u"4"_s, u"abc"_s, u"03"_s}), 3);
        QCOMPARE(nextTokenNumber({u"10"_s}), 1);
    }
    void sizes()
    {
        const QString app = appOf(m_creator, 5);
        Mint mint{app, u"1"_s, m_creator, tokenUri(app, u"1"_s), {}};
        mint.metadata.set(u"name"_s, QString(40'000, u'a')); // 80,000 by the node's count
        QVERIFY(checkSize(mintOperation(Layout::Locked, mint)));
        mint.metadata.set(u"name"_s, QString(50'000, u'a'));
        const auto large = checkSize(mintOperation(Layout::Locked, mint));
        QVERIFY(!large);
        QVERIFY(large.error().code == errors::AinftTooLarge);
        QCOMPARE(large.error().args[u"limit"_s].toInt(), 100'000);
        // Hangul is 2 bytes a letter for the node but 3 in the request.
        mint.metadata.set(u"name"_s, QString(40'000, u'가'));
        const auto wide = checkSize(mintOperation(Layout::Locked, mint));
        QVERIFY(!wide);
        QCOMPARE(wide.error().args[u"limit"_s].toInt(), 102'400);
    }

    void explainsOnlyWhatIsAccountedFor()
    {
        const QString app = appOf(m_creator, 5);
        const CollectionNames named = [&app](const QString &id) {
            return id == toObjectId(app) ? u"Cats"_s : QString();
        };
        const json::Value transfer = transferOperation(app, u"1"_s, m_other);
        QCOMPARE(explainOperation(transfer, named).first().args[u"collection"].toString(), u"Cats"_s);
        QCOMPARE(explainOperation(transfer).first().args[u"collection"].toString(), toObjectId(app));
        const json::Value steal =
            json::Object{{u"type"_s, u"SET_VALUE"_s}, {u"ref"_s, u"/transfer/a/b/c/value"_s}, {u"value"_s, 5}};
        const auto with = [](json::Value operation, const json::Value &more) {
            operation.object().find(u"op_list")->array().push_back(more);
            return operation;
        };
        const Mint mint{app, u"1"_s, m_other, u"u"_s, json::Object{{u"name"_s, u"t"_s}}};
        for (const Layout layout : {Layout::Locked, Layout::Compat}) {
            const json::Value creation = creationOperation(
                layout, {app, m_creator, 5, u"N"_s, u"S"_s, json::Object{{u"description"_s, u"d"_s}}, 9});
            QCOMPARE(explainOperation(creation).first().id, u"explain.ainft_create"_s);
            QVERIFY(explainOperation(with(creation, steal)).isEmpty());
            const json::Value minted = mintOperation(layout, mint);
            QCOMPARE(explainOperation(minted, named).first().args[u"collection"].toString(), u"Cats"_s);
            QVERIFY(explainOperation(with(minted, steal)).isEmpty());
            QVERIFY(explainOperation(with(minted, transfer)).isEmpty());
            QVERIFY(explainOperation(with(with(creation, steal), transfer)).isEmpty());
        }
        json::Value global = transfer;
        global.object().set(u"is_global"_s, true);
        QVERIFY(explainOperation(global).isEmpty());
        json::Value odd = transfer;
        odd.object().set(u"extra"_s, 1);
        QVERIFY(explainOperation(odd).isEmpty());
        for (const json::Value &nothing :
             {json::Value(), json::Value(5), json::Value(json::Object()), steal,
              json::Value(json::Object{{u"type"_s, u"SET"_s}, {u"op_list"_s, json::Array()}})})
            QVERIFY(explainOperation(nothing).isEmpty());
    }

private:
    static QString appOf(const crypto::Address &creator, qint64 recordId)
    {
        return Ainft::appId(Ainft::objectId(creator, recordId));
    }
    CollectionAnswers lockedAnswers(int supply) const
    {
        const QString app = appOf(m_creator, 5);
        const json::Object admin{{m_creator.toString(), true}};
        CollectionAnswers answers;
        answers.appId = app;
        answers.name = u"N"_s;
        answers.symbol = u"S"_s;
        answers.owner = m_creator.toString();
        answers.management = json::Object{{u"create"_s, json::Object{{u"5"_s, json::Object{{u"admin"_s, admin}}}}},
                                          {u"config"_s, json::Object{{u"admin"_s, admin}}}};
        answers.rules = locked::rules(app, m_creator, supply);
        answers.owners = locked::owners();
        return answers;
    }
    CollectionAnswers compatAnswers() const
    {
        CollectionAnswers answers = lockedAnswers(1);
        Tree tree;
        tree.apply(mintOperation(Layout::Compat, {answers.appId, u"1"_s, m_creator, u"u"_s, {}}));
        answers.rules = tree.rule(appPath(answers.appId));
        answers.rules.object().set(u".rule"_s, locked::rules(answers.appId, m_creator, 1)[u".rule"]);
        const json::Object all{
            {u"branch_owner"_s, true}, {u"write_function"_s, true}, {u"write_owner"_s, true}, {u"write_rule"_s, true}};
        answers.owners =
            json::Object{{u".owner"_s, json::Object{{u"owners"_s, json::Object{{m_creator.toString(), all}}}}}};
        return answers;
    }
    /// The recorded reads of an app. The creation record of the locked one was not read: it is in its transaction.
    CollectionAnswers recordedAnswers(const QString &app, const QString &objectName) const
    {
        CollectionAnswers answers;
        answers.appId = app;
        for (const json::Value &read : m_direct[u"reads"].array()) {
            const QString ref = read.at({u"params", u"ref"}).toString();
            const QString type = read.at({u"params", u"type"}).toString();
            const json::Value &result = read[u"result"];
            if (ref == appPath(app) && read[u"name"].string() == objectName) {
                answers.name = result[u"name"];
                answers.symbol = result[u"symbol"];
                answers.owner = result[u"owner"];
                answers.metadata = result[u"metadata"];
            } else if (ref == appPath(app) && type == "GET_RULE"_L1) {
                answers.rules = result;
            } else if (ref == appPath(app) && type == "GET_OWNER"_L1) {
                answers.owners = result;
            }
        }
        for (const json::Value &row : m_direct[u"transactions"].array()) {
            const json::Array &operations = row.at({u"operation", u"op_list"}).array();
            if (row[u"action"].string() != "create_object"_L1 || recorded(row[u"operation"]).appId != app)
                continue;
            const QString record = operations[0][u"ref"].toString().section(u'/', 4);
            answers.management = json::Object{{u"create"_s, json::Object{{record, operations[0][u"value"]}}}};
        }
        return answers;
    }

    json::Value m_direct;
    json::Value m_captured;
    QString m_ownerRule;
    crypto::Address m_creator = address(u"0x05A1247A7400f0C2A893611adD1505743552c631"_s);
    crypto::Address m_other = address(u"0x06AD9C8F611f1e9d9CACD4738167A51aA2e80a1A"_s);
};

} // namespace

QTEST_GUILESS_MAIN(TestLayout)
#include "test_layout.moc"
