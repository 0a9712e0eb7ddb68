// The validators we follow: their arithmetic, and their derivation from proven state.
#include "core/light/validatorset.h"

#include "tests/support/light/recordedblocks.h"
#include "tests/support/light/syntheticchain.h"

#include "core/base/secretbytes.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace ain::light {

namespace {

constexpr qint64 Million = 1'000'000;

QString addressOf(int i) { return testing::keyOf("validator " + QByteArray::number(i)).address().toString(); }

/// The state of a made-up consensus app.
struct Facts {
    ValidatorFacts facts;

    Facts()
    {
        facts.params = json::Object{{u"min_stake_for_proposer"_s, 10 * Million},
                                    {u"max_stake_for_proposer"_s, 10 * Million},
                                    {u"max_num_validators"_s, 4}};
        facts.staking.object().set(u"balance_total"_s, 1);
        facts.proposerWhitelist = json::Object{};
        facts.validatorWhitelist = json::Object{};
        facts.stakes = json::Object{};
    }
    Facts &stake(const QString &address, double amount, qint64 expireAt = 5)
    {
        json::Object service{{u"expire_at"_s, expireAt}};
        facts.staking.object().set(address, json::Object{{u"0"_s, std::move(service)}});
        facts.stakes.object().set(address + u"|0"_s, json::Object{{u"balance"_s, amount}});
        return *this;
    }
    Facts &proposer(const QString &address)
    {
        facts.proposerWhitelist.object().set(address, true);
        return validator(address);
    }
    Facts &validator(const QString &address)
    {
        facts.validatorWhitelist.object().set(address, true);
        return *this;
    }
};

QStringList names(const ValidatorSet &set)
{
    QStringList result;
    for (const Validator &validator : set.validators())
        result.append(validator.address.toString());
    return result;
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

} // namespace

class TestValidatorSet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void sets();
    void refusedSets_data();
    void refusedSets();
    void recorded_data();
    void recorded();
    void candidates();
    void order();
    void otherSpellings();
    void typesAreNotBelieved_data();
    void typesAreNotBelieved();
    void nothingLeft();
};

void TestValidatorSet::sets()
{
    const ValidatorSet set = test::recordedValidators();
    QCOMPARE(set.validators().size(), 3);
    QCOMPARE(set.total().micro(), 30 * Million * Amount::MicroPerAin);
    QVERIFY(set.stakeOf(set.validators()[1].address));
    QVERIFY(!set.stakeOf(testing::keyOf("outsider").address()));
    QVERIFY(!set.stakeOf(crypto::Address()));
    const auto again = ValidatorSet::fromJson(set.toJson());
    QVERIFY(again);
    QCOMPARE(*again, set);
    const ValidatorSet none;
    QVERIFY(!none.isQuorum(Amount()));
    QVERIFY(!none.isQuorum(Amount::fromMicro(5)));
    QCOMPARE(set.stakeMissingIn(none), set.total());
    QVERIFY(set.stakeMissingIn(set).isZero());
    // A stake that shrank is missing whole, one that grew is not.
    QList<Validator> members = set.validators();
    members[0].stake = members[0].stake - Amount::fromMicro(1);
    members[1].stake = members[1].stake + Amount::fromMicro(1);
    QCOMPARE(set.stakeMissingIn(*ValidatorSet::make(members)).micro(), 10 * Million * Amount::MicroPerAin);
}

void TestValidatorSet::refusedSets_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray address = addressOf(0).toLatin1();
    QTest::newRow("empty") << QByteArray("{}");
    const auto row = [&](const char *name, const QByteArray &key, const char *value) {
        QByteArray text = "{\"?\":!}";
        QTest::newRow(name) << text.replace("!", value).replace("?", key);
    };
    row("no stake", address, R"({"proposal_right":true})");
    row("no right", address, R"({"stake":5})");
    row("stake 0", address, R"({"stake":0,"proposal_right":true})");
    row("stake below one unit", address, R"({"stake":1e-9,"proposal_right":true})");
    row("stake negative", address, R"({"stake":-5,"proposal_right":true})");
    row("stake text", address, R"({"stake":"5","proposal_right":true})");
    row("stake above the supply", address, R"({"stake":700000001,"proposal_right":true})");
    row("stake huge", address, R"({"stake":1e300,"proposal_right":true})");
    row("right text", address, R"({"stake":5,"proposal_right":"true"})");
    row("lower case", address.toLower(), R"({"stake":5,"proposal_right":true})");
    row("no address", "validator", R"({"stake":5,"proposal_right":true})");
    row("not an object", address, "5");
}

void TestValidatorSet::refusedSets()
{
    QFETCH(QByteArray, text);
    const auto parsed = json::parse(text);
    QVERIFY(parsed);
    const auto set = ValidatorSet::fromJson(parsed->object());
    QVERIFY(!set);
    QCOMPARE(set.error().code, errors::LightValidators);
    // Twice the same, and more than there is.
    const crypto::Address address = testing::keyOf("validator 0").address();
    const Validator one{address, Amount::fromMicro(5), true};
    QVERIFY(!ValidatorSet::make({one, one}));
    const Validator all{testing::keyOf("validator 1").address(), Amount::fromMicro(Amount::MaxMicro), true};
    QVERIFY(ValidatorSet::make({all}));
    QVERIFY(!ValidatorSet::make({one, all}));
}

void TestValidatorSet::recorded_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("three proposers") << u"validator_set_a.json"_s;
    QTest::newRow("and a fourth who may not propose") << u"validator_set_b.json"_s;
}

void TestValidatorSet::recorded()
{
    QFETCH(QString, file);
    const json::Value recording = test::dataFile(u"chain/lightclient/"_s + file);
    const json::Value &state = recording[u"facts"];
    const ValidatorFacts facts{state[u"proposer_whitelist"], state[u"validator_whitelist"], state[u"staking"],
                               state[u"stakes"], state[u"params"]};
    const auto derived = deriveValidators(facts);
    QVERIFY(derived);
    const auto next = Header::read(recording[u"blocks"].array().at(1));
    QVERIFY(next);
    const auto stated = ValidatorSet::fromJson(next->statedValidators());
    QVERIFY(stated);
    QCOMPARE(*derived, *stated);
}

void TestValidatorSet::candidates()
{
    Facts state;
    state.stake(addressOf(0), 10 * Million).proposer(addressOf(0));
    state.stake(addressOf(1), 9'999'999).proposer(addressOf(1)); // below the range: nothing at all
    state.stake(addressOf(2), 10'000'001).proposer(addressOf(2)); // above it
    state.stake(addressOf(3), 5).validator(addressOf(3));
    state.stake(addressOf(4), 10 * Million); // on no list
    state.validator(addressOf(5)); // no stake
    state.stake(addressOf(6), 0).validator(addressOf(6));
    state.stake(addressOf(7), 10 * Million).proposer(addressOf(7));
    state.facts.proposerWhitelist.object().set(addressOf(7), false); // struck off, still a validator
    const auto set = deriveValidators(state.facts);
    QVERIFY(set);
    QCOMPARE(names(*set), sorted({addressOf(0), addressOf(3), addressOf(7)}));
    for (const Validator &validator : set->validators())
        QCOMPARE(validator.mayPropose, validator.address.toString() == addressOf(0));
}

void TestValidatorSet::order()
{
    Facts state;
    state.facts.params.object().set(u"max_num_validators"_s, 2);
    for (int i = 0; i < 4; ++i)
        state.stake(addressOf(i), 100 + (i == 2 ? 1 : 0), i == 3 ? 9 : 5).validator(addressOf(i));
    // More stake first, then the longer lock, then the smaller address.
    QCOMPARE(names(*deriveValidators(state.facts)), sorted({addressOf(2), addressOf(3)}));
    state.stake(addressOf(3), 100, 5);
    QStringList equal = sorted({addressOf(0), addressOf(1), addressOf(3)});
    QCOMPARE(names(*deriveValidators(state.facts)), sorted({addressOf(2), equal[0]}));
    // The right to propose goes before any stake.
    state.facts.params.object().set(u"min_stake_for_proposer"_s, 1);
    state.stake(addressOf(1), 50).proposer(addressOf(1));
    QCOMPARE(names(*deriveValidators(state.facts)), sorted({addressOf(1), addressOf(2)}));
}

/// Labels hash by their radix form, so a server may spell a proven one otherwise; the set must stay the same.
void TestValidatorSet::otherSpellings()
{
    Facts honest;
    for (int i = 0; i < 3; ++i)
        honest.stake(addressOf(i), 10 * Million).proposer(addressOf(i));
    const auto expected = deriveValidators(honest.facts);
    QVERIFY(expected);
    QCOMPARE(expected->validators().size(), 3);
    const auto hexLabel = [](const QString &label) {
        return QString(u"0x"_s + QString::fromLatin1(label.toUtf8().toHex()));
    };
    const auto rename = [](json::Value &object, const QString &from, const QString &to) {
        const json::Value value = object[from];
        QVERIFY(object.object().remove(from));
        object.object().set(to, value);
    };
    ValidatorFacts other = honest.facts;
    rename(other.proposerWhitelist, addressOf(0), addressOf(0).toLower());
    rename(other.validatorWhitelist, addressOf(0), u"0x"_s + addressOf(0).mid(2).toUpper());
    rename(other.staking, addressOf(1), addressOf(1).toLower());
    rename(other.stakes, addressOf(1) + u"|0"_s, hexLabel(addressOf(1) + u"|0"_s));
    rename(*other.stakes.object().find(addressOf(2) + u"|0"_s), u"balance"_s, hexLabel(u"balance"_s));
    rename(*other.staking.object().find(addressOf(2)), u"0"_s, hexLabel(u"0"_s));
    rename(other.params, u"min_stake_for_proposer"_s, hexLabel(u"min_stake_for_proposer"_s));
    const auto set = deriveValidators(other);
    QVERIFY(set);
    QCOMPARE(*set, *expected);
    // One account in two spellings cannot be a state.
    honest.facts.proposerWhitelist.object().set(addressOf(0).toLower(), false);
    QVERIFY(!deriveValidators(honest.facts));
}

void TestValidatorSet::typesAreNotBelieved_data()
{
    QTest::addColumn<QString>("place");
    for (const char *place : {"whitelist text", "whitelist number", "other whitelist", "balance text", "balance bool",
                              "expiry text", "params text", "params missing", "whitelist leaf", "balance negative"})
        QTest::newRow(place) << QString::fromLatin1(place);
}

void TestValidatorSet::typesAreNotBelieved()
{
    QFETCH(QString, place);
    Facts state;
    for (int i = 0; i < 3; ++i)
        state.stake(addressOf(i), 10 * Million).proposer(addressOf(i));
    QVERIFY(deriveValidators(state.facts));
    ValidatorFacts &facts = state.facts;
    if (place == u"whitelist text")
        facts.proposerWhitelist.object().set(addressOf(0), u"true"_s);
    else if (place == u"whitelist number")
        facts.proposerWhitelist.object().set(addressOf(0), 1);
    else if (place == u"other whitelist")
        facts.validatorWhitelist.object().set(addressOf(0), u"true"_s);
    else if (place == u"balance text")
        facts.stakes.object().find(addressOf(0) + u"|0"_s)->object().set(u"balance"_s, u"10000000"_s);
    else if (place == u"balance bool")
        facts.stakes.object().find(addressOf(0) + u"|0"_s)->object().set(u"balance"_s, true);
    else if (place == u"balance negative")
        facts.stakes.object().find(addressOf(0) + u"|0"_s)->object().set(u"balance"_s, -1);
    else if (place == u"expiry text")
        facts.staking.object().set(addressOf(0), json::Object{{u"0"_s, json::Object{{u"expire_at"_s, u"5"_s}}}});
    else if (place == u"params text")
        facts.params.object().set(u"max_num_validators"_s, u"4"_s);
    else if (place == u"params missing")
        facts.params.object().remove(u"max_stake_for_proposer");
    else
        facts.proposerWhitelist = json::Value(true);
    const auto set = deriveValidators(facts);
    QVERIFY(!set);
    QCOMPARE(set.error().code, errors::LightValidators);
}

void TestValidatorSet::nothingLeft()
{
    Facts state;
    QVERIFY(!deriveValidators(state.facts));
    state.stake(addressOf(0), 10 * Million).proposer(addressOf(0));
    QVERIFY(deriveValidators(state.facts));
    state.facts.params.object().set(u"max_num_validators"_s, 0);
    QVERIFY(!deriveValidators(state.facts));
    QVERIFY(!deriveValidators(ValidatorFacts{}));
}

} // namespace ain::light

QTEST_GUILESS_MAIN(ain::light::TestValidatorSet)
#include "test_validatorset.moc"
