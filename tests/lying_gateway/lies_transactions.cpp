// Lies about transactions and receipts.
#include "lies.h"

#include "core/sandbox/block.h"

namespace ain::lying {

using namespace Qt::StringLiterals;

std::vector<Lie> transactionLies(World &world)
{
    std::vector<Lie> lies;
    const auto add = [&](const QByteArray &name, std::function<void(World &, json::Value & block)> edit) -> Lie & {
        Lie lie;
        lie.name = name;
        lie.about = {About::Transaction};
        lie.twist = [edit](World &theWorld) {
            Twist twist;
            twist.answer = [edit, &theWorld](Call &call) {
                editBlocks(call, [&](json::Value &block) {
                    const bool isWhole = block[u"receipts"].isArray() && !block[u"transactions"].array().empty()
                        && block[u"transactions"].array().front().isObject();
                    if (isWhole && block[u"number"].toInteger() == theWorld.txBlock)
                        edit(theWorld, block);
                });
            };
            return twist;
        };
        lies.push_back(std::move(lie));
        return lies.back();
    };
    const auto first = [](json::Value &block, const QString &list) -> json::Value & {
        return block.object().find(list)->array().front();
    };

    add("receipt_code_altered",
        [=](World &, json::Value &block) { first(block, u"receipts"_s).object().set(u"code"_s, 10103); });
    add("receipt_of_another_transaction", [=](World &theWorld, json::Value &block) {
        json::Value receipt = theWorld.block(theWorld.oldTxBlock)[u"receipts"].array().front();
        receipt.object().set(u"gas_cost_total"_s, 0);
        first(block, u"receipts"_s) = receipt;
    });
    add("receipts_of_another_block_replayed", [=](World &theWorld, json::Value &block) {
        const json::Value old = theWorld.block(theWorld.oldTxBlock);
        json::Array receipts = old[u"receipts"].array();
        receipts.front().object().set(u"code"_s, 1);
        block.object().set(u"receipts"_s, json::Value(receipts));
        block.object().set(u"receipts_hash"_s, sandbox::jsonHash(json::Value(receipts)));
    });
    add("receipt_hash_mended_too", [=](World &, json::Value &block) {
        first(block, u"receipts"_s).object().set(u"code"_s, 10103);
        block.object().set(u"receipts_hash"_s, sandbox::jsonHash(block[u"receipts"]));
        block.object().set(u"hash"_s, sandbox::jsonHash(json::Value(sandbox::blockHeader(block))));
    });
    add("receipt_missing", [=](World &, json::Value &block) { block.object().find(u"receipts")->array().clear(); });
    add("receipt_too_many", [=](World &, json::Value &block) {
        json::Array &receipts = block.object().find(u"receipts")->array();
        receipts.push_back(receipts.front());
    });
    add("amount_of_the_transaction_altered", [=](World &, json::Value &block) {
        first(block, u"transactions"_s)
            .object()
            .find(u"tx_body")
            ->object()
            .find(u"operation")
            ->object()
            .set(u"value"_s, 5000);
    });
    add("transaction_left_out", [=](World &, json::Value &block) {
        block.object().find(u"transactions")->array().clear();
        block.object().find(u"receipts")->array().clear();
    });
    add("another_block_in_its_place",
        [=](World &theWorld, json::Value &block) { block = theWorld.block(theWorld.oldTxBlock); });
    add("another_block_renumbered", [=](World &theWorld, json::Value &block) {
        const json::Value number = block[u"number"];
        block = theWorld.block(theWorld.oldTxBlock);
        block.object().set(u"number"_s, number);
    });
    add("signature_of_the_transaction_altered", [=](World &, json::Value &block) {
        json::Value &transaction = first(block, u"transactions"_s);
        QString signature = transaction[u"signature"].toString();
        signature[80] = signature[80] == u'0' ? u'1' : u'0';
        transaction.object().set(u"signature"_s, signature);
    });
    // Asked for a transaction that is in no block.
    const QString foreign = world.foreignTx[u"hash"].toString();
    add("transaction_said_to_be_included", [=](World &theWorld, json::Value &block) {
        block.object().find(u"transactions")->array().push_back(theWorld.foreignTx);
        json::Array &receipts = block.object().find(u"receipts")->array();
        receipts.push_back(receipts.front());
    }).foreignTx = foreign;
    add("hash_beside_the_transaction_altered", [=](World &, json::Value &block) {
        first(block, u"transactions"_s).object().set(u"hash"_s, foreign);
    }).foreignTx = foreign;
    add("transaction_in_place_of_another", [=](World &theWorld, json::Value &block) {
        first(block, u"transactions"_s) = theWorld.foreignTx;
        block.object().set(u"transactions_hash"_s, sandbox::jsonHash(block[u"transactions"]));
        block.object().set(u"hash"_s, sandbox::jsonHash(json::Value(sandbox::blockHeader(block))));
    }).foreignTx = foreign;
    return lies;
}

} // namespace ain::lying
