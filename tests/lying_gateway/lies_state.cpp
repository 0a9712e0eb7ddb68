// Lies about values and their proofs.
#include "lies.h"

#include "core/chain/statehash.h"

namespace ain::lying {

using namespace Qt::StringLiterals;
using light::Standing;

namespace {

using Edit = std::function<void(const json::Object &operation, json::Value &answer)>;

Twist edited(Edit edit)
{
    Twist twist;
    twist.answer = [edit = std::move(edit)](Call &call) { editReads(call, edit); };
    return twist;
}

QString refOf(const json::Object &operation) { return operation[u"ref"].toString(); }
bool isValue(const json::Object &operation) { return operation[u"type"].string() == u"GET_VALUE"; }

QString leafHash(const json::Value &leaf) { return chain::leafHash(leaf)->toString(); }

/// Edits what is read at one path of the values; `leaf` also where it is listed by its parent.
Twist replaced(const QString &path, const json::Value &value, bool withLeafHash)
{
    const QString parent = path.section(u'/', 0, -2);
    const QString label = path.section(u'/', -1);
    return edited([=](const json::Object &operation, json::Value &answer) {
        if (!isValue(operation))
            return;
        const bool isTarget = refOf(operation) == path;
        if (isTarget)
            answer = value;
        if (refOf(operation) == parent && answer.isObject() && answer.object().contains(label)) {
            answer.object().set(label, value);
            if (withLeafHash)
                answer.object().set(u"#state_ph:"_s + label, leafHash(value));
        }
    });
}

/// Edits the list of children at one path of the values.
Twist listed(const QString &path, const std::function<void(json::Object &listing)> &edit)
{
    return edited([=](const json::Object &operation, json::Value &answer) {
        if (isValue(operation) && refOf(operation) == path && answer.isObject())
            edit(answer.object());
    });
}

/// Answers reads as they were long ago.
bool replay(const World &world, Call &call)
{
    const auto old = world.archive.constFind(LyingProxy::keyOf(call.method, call.params));
    if (old == world.archive.constEnd())
        return false;
    call.payload = *old;
    return true;
}

json::Value nested(int depth)
{
    json::Value value(1);
    for (int i = 0; i < depth; ++i)
        value = json::Object{{u"a"_s, std::move(value)}};
    return value;
}

} // namespace

std::vector<Lie> stateLies(World &world)
{
    const QString account = u"/accounts/"_s + world.aliceAddress;
    const QString balance = account + u"/balance"_s;
    const QString nonce = account + u"/nonce"_s;
    const QString missing = u"/accounts/"_s + world.missingAddress;
    const QString token = u"/apps/%1/tokens/1"_s.arg(world.app);
    const QString owner = token + u"/owner"_s;
    const QString alice = world.aliceAddress;
    const QString bob = world.bobAddress;
    const QString missingAddress = world.missingAddress;
    const QString app = world.app;
    const QString mallory = world.malloryAddress;

    std::vector<Lie> lies;
    const auto add = [&](const QByteArray &name, QList<About> about, std::function<Twist(World &)> twist) -> Lie & {
        Lie lie;
        lie.name = name;
        lie.twist = std::move(twist);
        lie.about = std::move(about);
        lies.push_back(std::move(lie));
        return lies.back();
    };
    const auto values = [&](const QByteArray &name, About about, const QString &path, const json::Value &value,
                            bool withLeafHash = false) -> Lie & {
        return add(name, {about}, [=](World &) { return replaced(path, value, withLeafHash); });
    };

    // --- another value
    values("altered_value_honest_proof", About::Balance, balance, 777'777);
    values("altered_value_and_its_hash", About::Balance, balance, 777'777, true);
    values("wrong_nonce", About::Nonce, nonce, 9000);
    values("wrong_nonce_and_its_hash", About::Nonce, nonce, 0, true);
    values("number_1e308", About::Balance, balance, 1e308);
    values("number_2_to_60", About::Nonce, nonce, double(1LL << 60), true);
    values("negative_balance", About::Balance, balance, -5);
    values("value_is_an_object", About::Balance, balance, json::Object{{u"a"_s, 1}});
    values("value_is_an_array", About::Balance, balance, json::Array{1, 2});
    values("value_nested_60_deep", About::Balance, balance, nested(60));
    values("token_owner_altered", About::TokenOwner, owner, mallory);
    values("token_owner_altered_with_hash", About::TokenOwner, owner, mallory, true);
    // Types are not hashed: a text of the same digits fits every proof, and must not pass for a number.
    add("number_as_text", {About::Balance, About::Nonce}, [=](World &) {
        return edited([=](const json::Object &operation, json::Value &answer) {
            const auto asText = [](const json::Value &number) {
                return json::Value(QString::number(number.toDouble()));
            };
            if (isValue(operation) && (refOf(operation) == balance || refOf(operation) == nonce) && answer.isNumber())
                answer = asText(answer);
            if (isValue(operation) && refOf(operation) == account && answer.isObject()) {
                for (const QString &name : {u"balance"_s, u"nonce"_s})
                    answer.object().set(name, asText(answer[name]));
            }
        });
    });

    // --- another path's proof
    add("other_accounts_proof", {About::Balance, About::Nonce}, [=](World &) {
        Twist twist;
        twist.request = [=](Call &call) {
            json::Value params(call.params);
            for (json::Value &operation : params.object().set(u"op_list"_s, params[u"op_list"]).array()) {
                QString ref = operation[u"ref"].toString();
                operation.object().set(u"ref"_s, ref.replace(alice, bob));
            }
            if (call.method == u"ain_get" && call.params.contains(u"op_list"))
                call.params = params.object();
        };
        return twist;
    });
    add("rules_for_values", Reads, [=](World &) {
        Twist twist;
        twist.request = [=](Call &call) {
            if (call.method != u"ain_get" || !call.params.contains(u"op_list"))
                return;
            for (json::Value &operation : call.params.find(u"op_list")->array()) {
                if (operation[u"type"].string() == u"GET_VALUE")
                    operation.object().set(u"type"_s, u"GET_RULE"_s);
            }
        };
        return twist;
    });
    add("pending_state_for_final", Reads, [=](World &theWorld) {
        (void)theWorld.leavePending();
        Twist twist;
        twist.request = [](Call &call) {
            if (call.method != u"ain_get")
                return;
            call.params.remove(u"is_final");
            if (json::Value *list = call.params.find(u"op_list")) {
                for (json::Value &operation : list->array())
                    operation.object().remove(u"is_final");
            }
        };
        return twist;
    });
    add("consistent_state_of_no_block", Reads, [=](World &theWorld) {
        Twist twist;
        twist.request = [url = theWorld.fork.url()](Call &call) {
            if (call.method == u"ain_get" || call.method == u"ain_getStateProof")
                call.upstream = url;
        };
        return twist;
    });
    add("old_state_replayed", Reads,
        [=](World &theWorld) {
            Twist twist;
            twist.answer = [&theWorld](Call &call) {
                if (call.method == u"ain_get" || call.method == u"ain_getStateProof")
                    (void)replay(theWorld, call);
            };
            return twist;
        }).ends
        << Standing::ProvenOlder << Standing::AppsWord;
    add("old_blocks_and_state_replayed", Reads,
        [=](World &theWorld) {
            Twist twist;
            twist.answer = [&theWorld](Call &call) { (void)replay(theWorld, call); };
            return twist;
        }).ends
        << Standing::ProvenOlder << Standing::AppsWord;

    // --- present and absent
    add("present_as_absent", {About::Balance, About::Nonce}, [=](World &) {
        return edited([=](const json::Object &operation, json::Value &answer) {
            if (!isValue(operation))
                return;
            if (refOf(operation).startsWith(account))
                answer = json::Value();
            if (refOf(operation) == u"/accounts" && answer.isObject())
                answer.object().remove(alice);
        });
    });
    values("present_as_null_in_honest_list", About::Balance, balance, json::Value());
    add("balance_left_out_of_account", {About::Balance}, [=](World &) {
        return edited([=](const json::Object &operation, json::Value &answer) {
            if (isValue(operation) && refOf(operation) == account && answer.isObject()) {
                answer.object().remove(u"balance");
                answer.object().remove(u"#state_ph:balance");
            }
            if (isValue(operation) && refOf(operation) == balance)
                answer = json::Value();
        });
    });
    add("absent_as_present", {About::Missing}, [=](World &) {
        return edited([=](const json::Object &operation, json::Value &answer) {
            if (!isValue(operation))
                return;
            if (refOf(operation) == missing + u"/balance"_s)
                answer = 5;
            if (refOf(operation) == missing)
                answer = json::Object{{u"balance"_s, 5}, {u"#state_ph:balance"_s, leafHash(5)}};
        });
    });
    add("absent_listed", {About::Missing}, [=](World &) {
        return edited([=](const json::Object &operation, json::Value &answer) {
            if (!isValue(operation))
                return;
            const json::Object made{{u"balance"_s, 5}};
            const QString hash = chain::subtreeHash(json::Value(made))->toString();
            if (refOf(operation) == u"/accounts" && answer.isObject())
                answer.object().set(missingAddress, json::Object{{u"#state_ph"_s, hash}});
            if (refOf(operation) == missing) {
                answer = made;
                answer.object().set(u"#state_ph"_s, hash);
                answer.object().set(u"#state_ph:balance"_s, leafHash(5));
            }
            if (refOf(operation) == missing + u"/balance"_s)
                answer = 5;
        });
    });

    // --- lists of children
    const auto lists = [&](const QByteArray &name, std::function<void(json::Object &)> edit) -> Lie & {
        return add(name, {About::Balance, About::Nonce, About::Missing},
                   [edit](World &) { return listed(u"/accounts"_s, edit); });
    };
    lists("list_with_an_extra_child", [=](json::Object &accounts) {
        accounts.set(u"0x1111111111111111111111111111111111111111"_s, accounts[bob]);
    });
    lists("list_with_a_missing_child", [=](json::Object &accounts) { accounts.remove(bob); });
    lists("list_of_hashes_reordered", [=](json::Object &accounts) {
        const json::Value first = accounts[alice];
        accounts.set(alice, accounts[bob]);
        accounts.set(bob, first);
    });
    lists("label_listed_twice_as_alias", [=](json::Object &accounts) { accounts.set(alice.toLower(), accounts[bob]); });
    lists("alias_in_place_of_label", [=](json::Object &accounts) {
        accounts.set(u"0x"_s + QString::fromLatin1(alice.toLatin1().toHex()), accounts[alice]);
        accounts.remove(alice);
    });
    lists("hash_cut_short", [=](json::Object &accounts) {
        accounts.set(bob, json::Object{{u"#state_ph"_s, accounts[bob][u"#state_ph"].toString().left(40)}});
    });
    lists("hash_is_a_number",
          [=](json::Object &accounts) { accounts.set(bob, json::Object{{u"#state_ph"_s, 1e308}}); });
    lists("hash_of_the_list_itself_swapped",
          [=](json::Object &accounts) { accounts.set(u"#state_ph"_s, accounts[bob][u"#state_ph"]); });
    Lie &many = lists("list_of_200000_children", [=](json::Object &accounts) {
        std::vector<json::Object::Member> children;
        children.reserve(200'000);
        const json::Value child = accounts[bob];
        for (int i = 0; i < 200'000; ++i)
            children.emplace_back(u"0x%1"_s.arg(i, 40, 16, QLatin1Char('0')), child);
        (void)accounts.assign(std::move(children));
    });
    many.isHeavy = true;
    add("balance_under_its_hex_alias", {About::Balance}, [=](World &) {
        return listed(account, [](json::Object &fields) {
            fields.set(u"0x62616c616e6365"_s, 777'777);
            fields.set(u"#state_ph:0x62616c616e6365"_s, leafHash(777'777));
        });
    });

    // --- the proof as a whole
    add("proof_truncated_on_its_way", {About::Balance, About::Nonce, About::Missing}, [=](World &) {
        return edited([](const json::Object &operation, json::Value &answer) {
            if (isValue(operation) && refOf(operation) == u"/accounts")
                answer = json::Value();
        });
    });
    add("proof_one_answer_short", Reads, [=](World &) {
        Twist twist;
        twist.answer = [](Call &call) {
            if (call.method == u"ain_get" && call.payload.isArray() && call.payload.array().size() > 1)
                call.payload.array().pop_back();
        };
        return twist;
    });
    add("proof_parts_reordered", Reads, [=](World &) {
        Twist twist;
        twist.answer = [](Call &call) {
            if (call.method == u"ain_get" && call.payload.isArray() && call.payload.array().size() > 1)
                std::reverse(call.payload.array().begin(), call.payload.array().end());
        };
        return twist;
    });
    add("proof_is_null", Reads, [=](World &) {
        Twist twist;
        twist.answer = [](Call &call) {
            if (call.method == u"ain_get" || call.method == u"ain_getStateProof")
                call.payload = json::Value();
        };
        return twist;
    });
    add("proof_is_a_text", Reads, [=](World &) {
        Twist twist;
        twist.answer = [](Call &call) {
            if (call.method == u"ain_get" || call.method == u"ain_getStateProof")
                call.payload = u"proven"_s;
        };
        return twist;
    });
    add("proof_of_scalars", Reads,
        [=](World &) { return edited([](const json::Object &, json::Value &answer) { answer = 1; }); });
    add("values_root_listing_altered", Reads, [=](World &) {
        return edited([](const json::Object &operation, json::Value &answer) {
            if (refOf(operation) == u"/" && answer.isObject())
                answer.object().set(u"#state_ph"_s, leafHash(u"x"_s));
        });
    });

    // --- a text that looks like the inside of the tree: really on the chain, written by the app's owner
    add("text_that_forges_a_subtree", {About::Forged},
        [=](World &theWorld) {
            const QString text = u"/apps/%1/forged"_s.arg(theWorld.app);
            const json::Value leaf = theWorld.forgedLeaf;
            const QString hash = theWorld.forgedHash;
            return edited([=](const json::Object &operation, json::Value &answer) {
                if (!isValue(operation))
                    return;
                if (refOf(operation) == text) {
                    answer = json::Object{
                        {u"owner"_s, leaf}, {u"#state_ph:owner"_s, leafHash(leaf)}, {u"#state_ph"_s, hash}};
                }
                if (refOf(operation) == u"/apps/%1"_s.arg(app) && answer.isObject()) {
                    answer.object().remove(u"#state_ph:forged"_s);
                    answer.object().set(u"forged"_s, json::Object{{u"#state_ph"_s, hash}});
                }
                if (refOf(operation) == text + u"/owner"_s)
                    answer = leaf;
            });
        }).ends
        << Standing::AppsWord;

    // --- other ways to ask the same: what they say must not matter
    const auto counter = [&](const QByteArray &name, const QString &method, const json::Value &value) {
        add(name, {}, [=](World &) {
            Twist twist;
            twist.answer = [=](Call &call) {
                if (call.method == method)
                    call.payload = value;
            };
            return twist;
        });
    };
    counter("balance_by_get_balance_differs", u"ain_getBalance"_s, 1e9);
    counter("nonce_by_get_nonce_differs", u"ain_getNonce"_s, 4711);

    // Whoever spoils a list does not help out with an honest branch of the same tree.
    for (Lie &lie : lies) {
        if (lie.about.isEmpty())
            continue;
        lie.twist = [inner = lie.twist](World &theWorld) {
            Twist twist = inner(theWorld);
            twist.request = [first = twist.request, url = theWorld.fork.url()](Call &call) {
                if (first)
                    first(call);
                if (call.method == u"ain_getStateProof")
                    call.upstream = url;
            };
            return twist;
        };
    }

    // --- the ways around a list that is too long for one answer
    const auto spoiled = [](Call &call) {
        if (!call.params.contains(u"op_list"))
            return;
        editReads(call, [](const json::Object &operation, json::Value &answer) {
            if (isValue(operation) && refOf(operation) == u"/accounts")
                answer = json::Value();
        });
    };
    const auto around = [&](const QByteArray &name, std::function<void(Call &)> page,
                            std::function<void(Call &)> branch) -> Lie & {
        return add(name, {About::Balance, About::Nonce}, [=](World &) {
            Twist twist;
            twist.answer = [=](Call &call) {
                spoiled(call);
                if (call.method == u"ain_get" && call.params[u"is_partial"].toBool())
                    page(call);
                if (call.method == u"ain_getStateProof")
                    branch(call);
            };
            return twist;
        });
    };
    const auto none = [](Call &call) { call.payload = json::Value(); };
    around("branch_with_another_hash", none, [](Call &call) {
        // Every hash beside the way.
        const std::function<void(json::Object &)> spoil = [&](json::Object &node) {
            for (auto &[key, child] : node) {
                if (child.isObject() && child.object().size() > 1)
                    spoil(child.object());
                else if (child.isObject() && child.object().contains(u"#radix_ph"))
                    child.object().set(u"#radix_ph"_s, leafHash(777'777));
            }
        };
        spoil(call.payload.object());
    });
    around("branch_nested_without_end", none, [](Call &call) {
        json::Value deep = json::Object{{u"#radix_ph"_s, leafHash(1)}};
        for (int i = 0; i < 90; ++i)
            deep = json::Object{{u"#radix_ph"_s, leafHash(1)}, {u"#radix:0"_s, std::move(deep)}};
        deep.object().set(u"#state_ph"_s, leafHash(1));
        call.payload = std::move(deep);
    });
    around(
        "pages_with_a_child_left_out",
        [bob](Call &call) {
            if (call.payload.isObject())
                call.payload.object().remove(bob);
        },
        none);
    around(
        "pages_with_another_hash",
        [alice, bob](Call &call) {
            if (call.payload.isObject() && call.payload.object().contains(alice))
                call.payload.object().set(alice, call.payload[bob]);
        },
        none);
    Lie &endless = around(
        "pages_without_end",
        [](Call &call) {
            std::vector<json::Object::Member> members;
            bool isNumber = false;
            const qint64 first = call.params[u"last_end_label"].toString().toLongLong(&isNumber, 16);
            constexpr int PerPage = 5000;
            for (qint64 i = 1; i <= PerPage; ++i) {
                members.emplace_back(u"0x%1"_s.arg(first + i, 40, 16, QLatin1Char('0')),
                                     json::Object{{u"#state_ph"_s, leafHash(1)}, {u"#serial"_s, i}});
            }
            members.emplace_back(u"#end_label"_s, u"%1"_s.arg(first + PerPage, 40, 16, QLatin1Char('0')));
            members.emplace_back(u"#state_ph"_s, call.payload[u"#state_ph"]);
            json::Object page;
            (void)page.assign(std::move(members));
            call.payload = json::Value(std::move(page));
        },
        none);
    endless.isHeavy = true;
    endless.isSlow = true;
    return lies;
}

} // namespace ain::lying
