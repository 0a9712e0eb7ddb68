// Lies about blocks, votes, validators and the chain itself.
#include "lies.h"

#include "core/sandbox/block.h"

namespace ain::lying {

using namespace Qt::StringLiterals;
using light::Standing;

namespace {

constexpr double Immense = 1e12; // AIN

/// A chain that only this plan and its votes set apart from an honest one, with the twin's state under it.
std::function<Twist(World &)> forged(std::function<ForgeryPlan(World &)> plan,
                                     std::function<void(World &, Forgery &)> change = {})
{
    return [=](World &world) {
        auto forgery = std::make_shared<Forgery>(world, plan(world), stateOfTwin(world));
        if (change)
            change(world, *forgery);
        return believable(world, forgery);
    };
}

std::vector<const crypto::PrivateKey *> validators(const World &world, int count = 3)
{
    std::vector<const crypto::PrivateKey *> keys;
    for (int i = 0; i < count; ++i)
        keys.push_back(&world.keys.validator(i));
    return keys;
}

json::Value validator(double stake) { return json::Object{{u"stake"_s, stake}, {u"proposal_right"_s, true}}; }

/// Edits every block that is served.
std::function<Twist(World &)> blocksEdited(std::function<void(World &, json::Value &block)> edit)
{
    return [edit](World &world) {
        Twist twist;
        twist.answer = [edit, &world](Call &call) {
            editBlocks(call, [&](json::Value &block) {
                if (block[u"number"].toInteger(-1) > 0)
                    edit(world, block);
            });
        };
        return twist;
    };
}

std::function<Twist(World &)> rawStatus(json::Value payload)
{
    return [payload](World &) {
        Twist twist;
        twist.answer = [payload](Call &call) {
            if (call.method == u"net_rawConsensusStatus")
                call.payload = payload;
        };
        return twist;
    };
}

} // namespace

std::vector<Lie> chainLies(World &world)
{
    std::vector<Lie> lies;
    const auto add = [&](const QByteArray &name, std::function<Twist(World &)> twist) -> Lie & {
        Lie lie;
        lie.name = name;
        lie.twist = std::move(twist);
        lies.push_back(std::move(lie));
        return lies.back();
    };
    // What such a gateway serves is no block of ours, so what it says of the state is of no block either; that the
    // honest blocks below still hold is no harm.
    const auto forgery = [&](const QByteArray &name, std::function<ForgeryPlan(World &)> plan,
                             std::function<void(World &, Forgery &)> change = {}) -> Lie & {
        Lie &lie = add(name, forged(std::move(plan), std::move(change)));
        lie.about = Reads;
        return lie;
    };

    // --- votes
    forgery("votes_of_random_keys", [](World &theWorld) {
        static const std::vector<crypto::PrivateKey> strangers = [] {
            std::vector<crypto::PrivateKey> keys;
            for (int i = 0; i < 3; ++i)
                keys.push_back(crypto::PrivateKey::generate());
            return keys;
        }();
        Q_UNUSED(theWorld)
        return ForgeryPlan{.voters = {&strangers[0], &strangers[1], &strangers[2]}};
    });
    forgery("votes_of_one_third", [](World &theWorld) { return ForgeryPlan{.voters = validators(theWorld, 1)}; });
    forgery("one_validator_votes_many_times", [](World &theWorld) {
        return ForgeryPlan{.voters = validators(theWorld, 1), .votesEach = 40, .voteStake = Immense};
    });
    forgery(
        "one_vote_copied_many_times", [](World &theWorld) { return ForgeryPlan{.voters = validators(theWorld, 1)}; },
        [](World &, Forgery &made) {
            made.revote([](const json::Value &, const json::Array &votes) {
                json::Array copies = votes;
                for (int i = 0; i < 100; ++i)
                    copies.push_back(votes[1]);
                return copies;
            });
        });
    forgery(
        "one_vote_under_other_names", [](World &theWorld) { return ForgeryPlan{.voters = validators(theWorld, 1)}; },
        [&world](World &, Forgery &made) {
            made.revote([&world](const json::Value &, const json::Array &votes) {
                json::Array renamed = votes;
                for (int i = 1; i < 3; ++i) {
                    json::Value copy = votes[1];
                    const QString from = world.keys.validatorAddresses()[0];
                    const QString to = world.keys.validatorAddresses()[i];
                    copy.object().set(u"address"_s, to);
                    json::Object &operation = copy.object().find(u"tx_body")->object().find(u"operation")->object();
                    operation.set(u"ref"_s, operation[u"ref"].toString().replace(from, to));
                    renamed.push_back(copy);
                }
                return renamed;
            });
        });
    forgery(
        "votes_stolen_of_another_height", [](World &) { return ForgeryPlan{}; },
        [](World &theWorld, Forgery &made) {
            made.revote([&theWorld](const json::Value &, const json::Array &) {
                return theWorld.votesFor(theWorld.last() - 1);
            });
        });
    forgery(
        "votes_for_another_hash", [](World &) { return ForgeryPlan{}; },
        [](World &theWorld, Forgery &made) {
            made.revote([&theWorld](const json::Value &block, const json::Array &) {
                const qint64 number = block[u"number"].toInteger();
                return number <= theWorld.last() ? theWorld.votesFor(number) : json::Array();
            });
        });
    forgery(
        "votes_with_the_hash_rewritten", [](World &) { return ForgeryPlan{}; },
        [](World &theWorld, Forgery &made) {
            made.revote([&theWorld](const json::Value &block, const json::Array &) {
                json::Array votes = theWorld.votesFor(theWorld.last());
                const QString from = theWorld.hashAt(theWorld.last());
                const QString to = block[u"hash"].toString();
                for (json::Value &voted : votes) {
                    json::Object &operation = voted.object().find(u"tx_body")->object().find(u"operation")->object();
                    operation.set(u"ref"_s,
                                  u"/consensus/number/%1/%2/vote/%3"_s.arg(
                                      QString::number(block[u"number"].toInteger()), to, voted[u"address"].toString()));
                    json::Value value = operation[u"value"];
                    value.object().set(u"block_hash"_s, to);
                    operation.set(u"value"_s, value);
                }
                return votes;
            });
        });
    forgery("votes_against_counted_as_for",
            [](World &theWorld) { return ForgeryPlan{.voters = validators(theWorld), .areAgainst = true}; });
    forgery("votes_signed_for_another_chain",
            [](World &theWorld) { return ForgeryPlan{.voters = validators(theWorld), .voteChainId = 1}; });
    add("votes_left_out", [](World &) {
        Twist twist;
        twist.answer = [](Call &call) { editVotes(call, [](json::Array &votes, const QString &) { votes.clear(); }); };
        return twist;
    });
    add("votes_are_rubbish", [](World &) {
        Twist twist;
        twist.answer = [](Call &call) {
            editVotes(call, [](json::Array &votes, const QString &) {
                votes = {json::Value(),
                         5,
                         u"vote"_s,
                         json::Array{},
                         json::Object{{u"tx_body"_s, 7}},
                         json::Object{{u"tx_body"_s, json::Object{{u"operation"_s, json::Array{1}}}}}};
            });
        };
        return twist;
    });
    // Each of them costs a signature check: the work must stay bounded.
    add("flood_of_bad_votes", [](World &theWorld) {
        Twist twist;
        twist.answer = [&theWorld](Call &call) {
            editVotes(call, [&](json::Array &votes, const QString &) {
                if (votes.size() < 2)
                    return;
                json::Value bad = votes.back();
                votes.clear();
                for (int i = 0; i < 500; ++i) {
                    const QString signature = u"0x%1"_s.arg(i, 194, 16, QLatin1Char('1'));
                    bad.object().set(u"signature"_s, signature);
                    votes.push_back(bad);
                }
                Q_UNUSED(theWorld)
            });
        };
        return twist;
    }).isHeavy = true;

    // --- validators
    forgery("header_names_another_set", [](World &theWorld) {
        return ForgeryPlan{.voters = {&theWorld.mallory},
                           .validators = json::Object{{theWorld.malloryAddress, validator(10'000'000)}}};
    });
    forgery("header_with_an_invented_validator", [](World &theWorld) {
        json::Object set = theWorld.block(theWorld.last())[u"validators"].object();
        set.set(theWorld.malloryAddress, validator(Immense));
        return ForgeryPlan{.voters = {&theWorld.mallory, &theWorld.keys.validator(0)},
                           .validators = std::move(set),
                           .voteStake = Immense};
    });
    forgery("header_with_inflated_stakes", [](World &theWorld) {
        json::Object set = theWorld.block(theWorld.last())[u"validators"].object();
        set.set(theWorld.keys.validatorAddresses()[0], validator(Immense));
        return ForgeryPlan{.voters = validators(theWorld, 1), .validators = std::move(set), .voteStake = Immense};
    });
    forgery("header_without_validators", [](World &theWorld) {
        return ForgeryPlan{.voters = validators(theWorld, 1), .validators = json::Object{}};
    });
    add("validators_by_the_thousand", blocksEdited([](World &, json::Value &block) {
            static const json::Object many = [] {
                std::vector<json::Object::Member> members;
                for (int i = 0; i < 3000; ++i)
                    members.emplace_back(u"0x%1"_s.arg(i, 40, 16, QLatin1Char('0')), validator(1));
                json::Object object;
                (void)object.assign(std::move(members));
                return object;
            }();
            block.object().set(u"validators"_s, json::Value(many));
        }));

    // --- signed by all validators, and yet no final block: what the rule of three blocks is for
    forgery("epoch_gaps_in_the_triple",
            [](World &theWorld) { return ForgeryPlan{.voters = validators(theWorld), .epochStep = 2}; });
    forgery("block_numbers_skipped",
            [](World &theWorld) { return ForgeryPlan{.voters = validators(theWorld), .numberStep = 2}; });
    forgery("blocks_not_linked",
            [](World &theWorld) { return ForgeryPlan{.voters = validators(theWorld), .isUnlinked = true}; });
    forgery("only_two_blocks_of_the_triple",
            [](World &theWorld) { return ForgeryPlan{.count = 2, .voters = validators(theWorld), .epochShift = 3}; });

    // --- headers altered
    add("state_hash_swapped", [](World &theWorld) {
        const QString state = stateOfTwin(theWorld);
        const QUrl twin = theWorld.fork.url();
        Twist twist;
        twist.request = [twin](Call &call) {
            if (call.method == u"ain_get" || call.method == u"ain_getStateProof")
                call.upstream = twin;
        };
        twist.answer = [state](Call &call) {
            editBlocks(call, [&](json::Value &block) {
                if (block[u"number"].toInteger(-1) <= 0)
                    return;
                block.object().set(u"state_proof_hash"_s, state);
                if (block.object().contains(u"hash"))
                    block.object().set(u"hash"_s, sandbox::jsonHash(json::Value(sandbox::blockHeader(block))));
            });
        };
        return twist;
    });
    add("timestamps_in_the_future", blocksEdited([](World &, json::Value &block) {
            block.object().set(u"timestamp"_s, block[u"timestamp"].toDouble() + 1e9);
        }));
    add("epochs_in_the_future", blocksEdited([](World &, json::Value &block) {
            block.object().set(u"epoch"_s, block[u"epoch"].toDouble() + 1'000'000);
        }));
    add("number_2_to_53",
        blocksEdited([](World &, json::Value &block) { block.object().set(u"number"_s, 9007199254740991.0); }));
    add("wrong_parent_hash", blocksEdited([](World &theWorld, json::Value &block) {
            block.object().set(u"last_hash"_s, theWorld.hashAt(3));
        }));
    add("header_fields_of_other_types", blocksEdited([](World &, json::Value &block) {
            block.object().set(u"number"_s, QString::number(block[u"number"].toInteger()));
            block.object().set(u"epoch"_s, json::Array{1});
        }));
    add("header_fields_left_out",
        blocksEdited([](World &, json::Value &block) { block.object().remove(u"proposer"); }));

    // --- the consensus status: its loss must not cost more than itself
    add("raw_status_empty", rawStatus(json::Object{})).about = {};
    add("raw_status_null", rawStatus({})).about = {};
    json::Object rubbish;
    rubbish.set(u"block_pool"_s, json::Object{{u"hashToBlockInfo"_s, json::Array{1, u"x"_s, json::Value()}}});
    add("raw_status_rubbish", rawStatus(json::Value(rubbish))).about = {};
    json::Object infos;
    for (int i = 0; i < 5000; ++i)
        infos.set(u"0x%1"_s.arg(i), json::Object{{u"block"_s, json::Object{{u"number"_s, i}}}, {u"votes"_s, 1}});
    add("raw_status_with_5000_blocks",
        rawStatus(json::Object{{u"block_pool"_s, json::Object{{u"hashToBlockInfo"_s, json::Value(infos)}}}}))
        .about = {};
    add("no_blocks_at_all", [](World &) {
        Twist twist;
        twist.answer = [](Call &call) {
            if (call.method.startsWith(u"ain_getBlock") && call.payload.isArray())
                call.payload = json::Array{json::Value()};
            else if (call.method.startsWith(u"ain_getBlock") || call.method == u"net_rawConsensusStatus")
                call.payload = json::Value();
        };
        return twist;
    });
    add("last_number_2_to_53", [](World &) {
        Twist twist;
        twist.answer = [](Call &call) {
            if (call.method == u"ain_getLastBlockNumber")
                call.payload = 9007199254740991.0;
            if (call.method == u"net_rawConsensusStatus")
                call.payload = json::Object{};
        };
        return twist;
    });

    // --- other chains
    add("another_chain", [](World &theWorld) {
        Twist twist;
        twist.request = [url = theWorld.other.url()](Call &call) { call.upstream = url; };
        return twist;
    });
    add("another_chain_behind_our_genesis", [](World &theWorld) {
        Twist twist;
        twist.request = [url = theWorld.other.url()](Call &call) {
            if (call.params[u"from"].toInteger(-1) != 0)
                call.upstream = url;
        };
        return twist;
    });
    add("another_chain_id", [](World &) {
        Twist twist;
        twist.answer = [](Call &call) {
            if (call.method == u"net_getChainId")
                call.payload = 1;
        };
        return twist;
    });
    add("another_genesis", [](World &) {
        Twist twist;
        twist.answer = [](Call &call) {
            editBlocks(call, [](json::Value &block) {
                if (block[u"number"].toInteger(-1) == 0)
                    block.object().set(u"timestamp"_s, 5);
            });
        };
        return twist;
    });
    // Signed by those we follow, in blocks that are final by every rule: two histories, and no way to tell which.
    Lie &fork = add("fork_really_signed", [](World &theWorld) {
        Twist twist;
        twist.request = [url = theWorld.fork.url()](Call &call) { call.upstream = url; };
        return twist;
    });
    fork.leavesEvidence = true;
    Lie &forgedFork = add("fork_of_blocks_only_it_shows", forged([](World &theWorld) {
                              return ForgeryPlan{.below = 6, .count = 10, .voters = validators(theWorld)};
                          }));
    forgedFork.leavesEvidence = true;
    return lies;
}

} // namespace ain::lying
