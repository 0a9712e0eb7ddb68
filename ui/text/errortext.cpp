#include "ui/text/errortext.h"

#include "ui/text/errorreasons.h"
#include "ui/text/sentence.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>

namespace ain::text {

namespace {

constexpr const char *context = "Errors";

// clang-format off
const std::array table = {
    // base
    Sentence{"internal", QT_TRANSLATE_NOOP("Errors", "Something went wrong inside the program. Nothing was sent. Try again, and report it if it happens again."), {}},
    Sentence{"cancelled", QT_TRANSLATE_NOOP("Errors", "It was cancelled before it was done."), {}},
    Sentence{"invalid_argument", QT_TRANSLATE_NOOP("Errors", "This input is not understood: %1."), {"what"}},
    Sentence{"too_large", QT_TRANSLATE_NOOP("Errors", "%1 is too large; the limit is %2."), {"what", "limit"}},
    Sentence{"not_found", QT_TRANSLATE_NOOP("Errors", "%1 was not found."), {"what"}},
    Sentence{"file.read", QT_TRANSLATE_NOOP("Errors", "The file %1 can't be read. Check that it exists and that you may open it."), {"path"}},
    Sentence{"file.exists", QT_TRANSLATE_NOOP("Errors", "The file %1 exists already and was not touched. Choose another name."), {"path"}},
    Sentence{"file.write", QT_TRANSLATE_NOOP("Errors", "The file %1 can't be written. Check the free space and your rights."), {"path"}},
    Sentence{"amount.format", QT_TRANSLATE_NOOP("Errors", "“%1” is not an amount. Write digits and one point, such as 12.5."), {"text"}},
    Sentence{"amount.decimals", QT_TRANSLATE_NOOP("Errors", "“%1” has more than six decimals; the smallest amount is 0.000001 AIN."), {"text"}},
    Sentence{"amount.range", QT_TRANSLATE_NOOP("Errors", "“%1” is more AIN than will ever exist."), {"text"}},
    // json
    Sentence{"json.syntax", QT_TRANSLATE_NOOP("Errors", "This is not valid JSON (at byte %1)."), {"offset"}},
    Sentence{"json.too_large", QT_TRANSLATE_NOOP("Errors", "This JSON is larger than allowed (%1)."), {"limit"}},
    Sentence{"json.too_deep", QT_TRANSLATE_NOOP("Errors", "This JSON is nested more than %1 levels deep."), {"limit"}},
    Sentence{"json.duplicate", QT_TRANSLATE_NOOP("Errors", "The key “%1” stands twice in one JSON object."), {"key"}},
    Sentence{"json.encoding", QT_TRANSLATE_NOOP("Errors", "This text is not UTF-8 (at byte %1)."), {"offset"}},
    // crypto
    Sentence{"address.format", QT_TRANSLATE_NOOP("Errors", "“%1” is not an address. An address is 0x and 40 digits from 0 to 9 and a to f."), {"text"}},
    Sentence{"address.checksum", QT_TRANSLATE_NOOP("Errors", "The address %1 has a typo: its capital and small letters don't fit. Copy it again from where it came."), {"text"}},
    Sentence{"crypto.key_invalid", QT_TRANSLATE_NOOP("Errors", "This is not a private key. A private key is 64 digits from 0 to 9 and a to f."), {}},
    Sentence{"crypto.public_key_invalid", QT_TRANSLATE_NOOP("Errors", "This is not a public key of the curve secp256k1."), {}},
    Sentence{"crypto.signature_format", QT_TRANSLATE_NOOP("Errors", "This is not an AIN signature of 97 bytes."), {}},
    Sentence{"crypto.signature_p256", QT_TRANSLATE_NOOP("Errors", "This is a P-256 signature. AIN nodes don't accept that form; sign with an AIN key."), {}},
    Sentence{"crypto.signature_invalid", QT_TRANSLATE_NOOP("Errors", "The signature does not belong to this content or this network."), {}},
    Sentence{"crypto.self_test", QT_TRANSLATE_NOOP("Errors", "The self-test of the cryptography failed (%1). The program does not run, to protect your keys. Install it again."), {"what"}},
    Sentence{"mnemonic.length", QT_TRANSLATE_NOOP("Errors", "A phrase has 12, 15, 18, 21 or 24 words; this one has %1."), {"count"}},
    Sentence{"mnemonic.word", QT_TRANSLATE_NOOP("Errors", "Word %1 is not in the word list. Check its spelling."), {"position"}},
    Sentence{"mnemonic.checksum", QT_TRANSLATE_NOOP("Errors", "All words exist, but together they are no phrase: one of them is wrong or two are swapped."), {}},
    Sentence{"hd.path", QT_TRANSLATE_NOOP("Errors", "“%1” is not a derivation path."), {"path"}},
    Sentence{"keystore.format", QT_TRANSLATE_NOOP("Errors", "This file is not a keystore of version 3 (%1)."), {"what"}},
    Sentence{"keystore.unsupported", QT_TRANSLATE_NOOP("Errors", "This keystore uses something this program does not read: %1."), {"what"}},
    Sentence{"keystore.too_costly", QT_TRANSLATE_NOOP("Errors", "This keystore takes more memory or time than is available here or than an honest one does. Nothing was opened or written."), {}},
    Sentence{"keystore.password", QT_TRANSLATE_NOOP("Errors", "The password does not open this keystore, or the file is damaged."), {}},
    Sentence{"keystore.address", QT_TRANSLATE_NOOP("Errors", "The keystore names another address than its key has (%1). It was not imported: it may be damaged or a trick. The terminal program can import it on purpose."), {"address"}},
    Sentence{"ecies.format", QT_TRANSLATE_NOOP("Errors", "This is not an encrypted message."), {}},
    Sentence{"ecies.decrypt", QT_TRANSLATE_NOOP("Errors", "This key does not open the message, or the message was changed."), {}},
    // vault
    Sentence{"vault.missing", QT_TRANSLATE_NOOP("Errors", "There is no vault in %1 yet. Create one or restore a backup."), {"path"}},
    Sentence{"vault.exists", QT_TRANSLATE_NOOP("Errors", "There is a vault in %1 already. It was not touched."), {"path"}},
    Sentence{"vault.locked", QT_TRANSLATE_NOOP("Errors", "The vault is locked. Unlock it with its password."), {}},
    Sentence{"vault.in_use", QT_TRANSLATE_NOOP("Errors", "Another program (process %2) has the vault in %1 open. Close it there first."), {"path", "pid"}},
    Sentence{"vault.wrong_passphrase", QT_TRANSLATE_NOOP("Errors", "This is not the password of the vault."), {}},
    Sentence{"vault.too_many_tries", QT_TRANSLATE_NOOP("Errors", "Too many wrong passwords. The next try is possible in %1 seconds."), {"seconds"}},
    Sentence{"vault.damaged", QT_TRANSLATE_NOOP("Errors", "The vault in %1 is damaged (%2). Restore your backup into an empty folder; keep this one."), {"path", "what"}},
    Sentence{"vault.newer", QT_TRANSLATE_NOOP("Errors", "This vault was written by a newer version of the program (format %1). Update the program."), {"version"}},
    Sentence{"vault.passphrase_needed", QT_TRANSLATE_NOOP("Errors", "The vault has no password yet and may hold practice keys only. Set a password first."), {}},
    Sentence{"vault.key_network", QT_TRANSLATE_NOOP("Errors", "The key %1 belongs to another network than %2 and does not sign for it."), {"key", "network"}},
    Sentence{"vault.key_known", QT_TRANSLATE_NOOP("Errors", "The account %1 is in the vault already."), {"address"}},
    Sentence{"vault.key_used_elsewhere", QT_TRANSLATE_NOOP("Errors", "The key of %1 is used on %2 already. What is signed on one network can be repeated on the other: use another key, or allow it on purpose."), {"address", "network"}},
    Sentence{"vault.watch_only", QT_TRANSLATE_NOOP("Errors", "The account %1 is only watched: its key is not in this vault."), {"address"}},
    Sentence{"account.no_phrase", QT_TRANSLATE_NOOP("Errors", "The account %1 was imported from a key: it has no words."), {"address"}},
    Sentence{"vault.write", QT_TRANSLATE_NOOP("Errors", "The vault can't be written (%1). Nothing was changed."), {"what"}},
    // chain
    Sentence{"network.url", QT_TRANSLATE_NOOP("Errors", "“%1” is not the address of an AIN node. Write it like https://node.example/json-rpc."), {"text"}},
    Sentence{"network.unknown", QT_TRANSLATE_NOOP("Errors", "“%1” is no network. Choose practice, testnet, mainnet or the address of a node."), {"text"}},
    Sentence{"rpc.unreachable", QT_TRANSLATE_NOOP("Errors", "The node %1 can't be reached (%2). Check your connection or choose another node."), {"host", "reason"}},
    Sentence{"rpc.timeout", QT_TRANSLATE_NOOP("Errors", "The node %1 did not answer within %2 seconds."), {"host", "seconds"}},
    Sentence{"rpc.rate_limited", QT_TRANSLATE_NOOP("Errors", "The node %1 wants fewer requests. Wait a minute."), {"host"}},
    Sentence{"rpc.malformed", QT_TRANSLATE_NOOP("Errors", "The node %1 gave an answer that makes no sense (%2)."), {"host", "what"}},
    Sentence{"rpc.too_large", QT_TRANSLATE_NOOP("Errors", "The node %1 gave an answer larger than %2 bytes; it was not read."), {"host", "limit"}},
    Sentence{"rpc.refused", QT_TRANSLATE_NOOP("Errors", "The node refused the request: %2 (code %1)."), {"code", "message"}},
    Sentence{"rpc.wrong_network", QT_TRANSLATE_NOOP("Errors", "The node %1 belongs to another network (%3 instead of %2). It is not used."), {"host", "expected", "found"}},
    // wallet
    Sentence{"wallet.account_unknown", QT_TRANSLATE_NOOP("Errors", "There is no account “%1” on this network."), {"account"}},
    Sentence{"wallet.account_ambiguous", QT_TRANSLATE_NOOP("Errors", "Several accounts on this network are called “%1”. Give the address of the one you mean."), {"account"}},
    Sentence{"wallet.transaction_unknown", QT_TRANSLATE_NOOP("Errors", "The node knows no transaction %1. It may be very old, or was never sent."), {"hash"}},
    Sentence{"cli.no_phrase", QT_TRANSLATE_NOOP("Errors", "The account %1 does not come from a phrase: there are no words to show."), {"address"}},
    Sentence{"wallet.insufficient", QT_TRANSLATE_NOOP("Errors", "Not enough AIN: %1 is needed with the fee, %2 is there."), {"needed", "available"}},
    Sentence{"wallet.to_self", QT_TRANSLATE_NOOP("Errors", "Sender and receiver are the same account."), {}},
    Sentence{"wallet.amount_zero", QT_TRANSLATE_NOOP("Errors", "The amount must be more than zero."), {}},
    Sentence{"wallet.in_flight", QT_TRANSLATE_NOOP("Errors", "The transaction %1 of this account is still open. Wait for its end, or replace it."), {"hash"}},
    Sentence{"wallet.tx_came_back", QT_TRANSLATE_NOOP("Errors", "The transaction %1, which had been given up, happened after all. Nothing new was sent. Look at your balance before you send again."), {"hash"}},
    Sentence{"wallet.would_fail", QT_TRANSLATE_NOOP("Errors", "The chain would refuse this: %2 (code %1). Nothing was sent."), {"code", "message"}},
    Sentence{"wallet.fee_changed", QT_TRANSLATE_NOOP("Errors", "The fee changed from %1 to %2 AIN. Look at it again before you send."), {"shown", "now"}},
    Sentence{"wallet.tx_failed", QT_TRANSLATE_NOOP("Errors", "The transaction %1 is final but failed: %3 (code %2)."), {"hash", "code", "message"}},
    Sentence{"wallet.tx_stands", QT_TRANSLATE_NOOP("Errors", "The transaction %1 is in a block with the error %2, yet what it did and its fee stand. Don't send it anew; replace it so that it can't happen a second time."), {"hash", "code"}},
    Sentence{"wallet.tx_reverted", QT_TRANSLATE_NOOP("Errors", "The transaction %1 was reverted: %3 (code %2). Nothing was moved; replace it so that it can't happen later."), {"hash", "code", "message"}},
    Sentence{"wallet.tx_rejected", QT_TRANSLATE_NOOP("Errors", "The transaction %1 was refused: %3 (code %2). Nothing was moved; replace it so that it can't happen later."), {"hash", "code", "message"}},
    Sentence{"wallet.draft_unknown", QT_TRANSLATE_NOOP("Errors", "This draft is no longer valid. Prepare it again."), {}},
    Sentence{"wallet.nodes_disagree", QT_TRANSLATE_NOOP("Errors", "The nodes contradict each other about %1. Nothing was sent."), {"what"}},
    Sentence{"wallet.node_stale", QT_TRANSLATE_NOOP("Errors", "The newest block of the node is %1 seconds old. Nothing is sent to a node that is behind; choose another one."), {"seconds"}},
    Sentence{"wallet.history_broken", QT_TRANSLATE_NOOP("Errors", "The chain that is shown now does not contain block %1 as it was when your history was scanned. One of the two is another chain: check your nodes, then scan anew."), {"number"}},
    // light
    Sentence{"light.header", QT_TRANSLATE_NOOP("Errors", "The node sent something that is no block header (%1). Choose another node."), {"what"}},
    Sentence{"light.link", QT_TRANSLATE_NOOP("Errors", "The blocks that the node sent don’t follow one another (at block %2: %1). Choose another node if this stays so."), {"what", "number"}},
    Sentence{"light.budget", QT_TRANSLATE_NOOP("Errors", "Checking what %1 says cost more than it may (%2), so it was given up. Try again, or choose another node."), {"host", "what"}},
    Sentence{"light.not_final", QT_TRANSLATE_NOOP("Errors", "This is not in a final block yet. Try again in a moment."), {}},
    Sentence{"light.quorum", QT_TRANSLATE_NOOP("Errors", "Block %1 is signed by validators with %2 of %3 AIN: less than two thirds, so it counts for nothing. Try again, or choose another node."), {"number", "signed", "total"}},
    Sentence{"light.validators", QT_TRANSLATE_NOOP("Errors", "The set of validators can’t be followed (%1). Choose another node, or pin a newer checkpoint."), {"what"}},
    Sentence{"light.path", QT_TRANSLATE_NOOP("Errors", "“%1” is not a path in the state of the chain."), {"path"}},
    Sentence{"light.proof", QT_TRANSLATE_NOOP("Errors", "The node’s answer about %1 does not fit its proof (%2). Don’t rely on it; choose another node."), {"path", "what"}},
    Sentence{"light.proof_shape", QT_TRANSLATE_NOOP("Errors", "What the node said about %1 can’t be checked (%2). That is no lie by itself, but no proof either."), {"path", "what"}},
    Sentence{"light.body", QT_TRANSLATE_NOOP("Errors", "The content of block %2 is not what its signed header says (%1). Don’t rely on it; choose another node."), {"what", "number"}},
    Sentence{"light.bundle", QT_TRANSLATE_NOOP("Errors", "This is not a proof file, or it was changed (%1)."), {"what"}},
    Sentence{"light.other_chain", QT_TRANSLATE_NOOP("Errors", "This belongs to another chain: %1 was expected, %2 was found."), {"expected", "found"}},
    Sentence{"light.no_checkpoint", QT_TRANSLATE_NOOP("Errors", "There is no block of %1 that this program trusts to begin with, so nothing can be proven. Pin a checkpoint in the settings."), {"network"}},
    Sentence{"light.behind", QT_TRANSLATE_NOOP("Errors", "The newest block that could be checked is %1 seconds old. The node is behind, or the chain stands still."), {"seconds"}},
    Sentence{"light.state_moved", QT_TRANSLATE_NOOP("Errors", "%1 answered with a state that belongs to no block checked here. Ask again; if this stays so, choose another node."), {"host"}},
    Sentence{"light.alarm", QT_TRANSLATE_NOOP("Errors", "Signed statements about this chain exclude each other (%1). Nothing counts as proven until you have looked at the evidence in %2 and pinned a checkpoint."), {"kind", "file"}},
    Sentence{"light.store", QT_TRANSLATE_NOOP("Errors", "The checked block headers in %1 can’t be used (%2). Check the free space and your rights."), {"path", "reason"}},
    Sentence{"light.old_block", QT_TRANSLATE_NOOP("Errors", "Block %1 is too far back to be proven by this node. A node that keeps old blocks may do it."), {"number"}},
    Sentence{"cli.not_proven", QT_TRANSLATE_NOOP("Errors", "This could not be proven; a node’s word is all there is."), {}},
    Sentence{"cli.apps_word", QT_TRANSLATE_NOOP("Errors", "This is not proven: it stands in a signed block, but those who write for the app could have made it look so."), {}},
    Sentence{"cli.proof_file", QT_TRANSLATE_NOOP("Errors", "The file %1 can’t be used: %2."), {"path", "reason"}},
    Sentence{"cli.model_unknown", QT_TRANSLATE_NOOP("Errors", "No model is called “%1”. See models list, or add it with models add."), {"name"}},
    Sentence{"cli.model_unclear", QT_TRANSLATE_NOOP("Errors", "Several models fit “%1”: %2. Name one by its id."), {"name", "which"}},
    Sentence{"cli.no_model", QT_TRANSLATE_NOOP("Errors", "There is no model to draw with yet. Add a model file with models add."), {}},
    Sentence{"cli.licence", QT_TRANSLATE_NOOP("Errors", "The licence of %1 (%2) forbids commercial use of pictures drawn with it. Add --non-commercial to say that you know it; --yes alone does not."), {"model", "licence"}},
    Sentence{"cli.no_recipe", QT_TRANSLATE_NOOP("Errors", "%1 does not say how it was made."), {"path"}},
    // ainft
    Sentence{"ainft.name", QT_TRANSLATE_NOOP("Errors", "The %1 is empty, too long or has characters that are not allowed (at most %2)."), {"what", "limit"}},
    Sentence{"ainft.supply", QT_TRANSLATE_NOOP("Errors", "The number of tokens must be between 1 and %1."), {"limit"}},
    Sentence{"ainft.metadata", QT_TRANSLATE_NOOP("Errors", "This can't be stored on chain at %1: %2."), {"path", "reason"}},
    Sentence{"ainft.too_large", QT_TRANSLATE_NOOP("Errors", "The transaction would be %1 bytes; the chain takes at most %2. Shorten the texts."), {"size", "limit"}},
    Sentence{"ainft.collection_unknown", QT_TRANSLATE_NOOP("Errors", "The collection %1 is not on this network."), {"id"}},
    Sentence{"ainft.token_unknown", QT_TRANSLATE_NOOP("Errors", "The collection %1 has no token %2."), {"collection", "token"}},
    Sentence{"ainft.token_taken", QT_TRANSLATE_NOOP("Errors", "The token %2 of the collection %1 exists already."), {"collection", "token"}},
    Sentence{"ainft.sold_out", QT_TRANSLATE_NOOP("Errors", "All tokens of the collection %1 are minted."), {"collection"}},
    Sentence{"ainft.not_creator", QT_TRANSLATE_NOOP("Errors", "Only its creator %2 can mint in the collection %1."), {"collection", "creator"}},
    Sentence{"ainft.not_owner", QT_TRANSLATE_NOOP("Errors", "The token %1 belongs to %2, not to this account."), {"token", "owner"}},
    Sentence{"content.unknown", QT_TRANSLATE_NOOP("Errors", "The image %1 is not on this computer."), {"sha256"}},
    Sentence{"content.damaged", QT_TRANSLATE_NOOP("Errors", "The stored image %1 was changed or damaged and is not used."), {"sha256"}},
    Sentence{"content.cut", QT_TRANSLATE_NOOP("Errors", "%1 does not hold a whole image: the file breaks off or is damaged. Get a complete copy of it."), {"path"}},
    Sentence{"content.type", QT_TRANSLATE_NOOP("Errors", "%1 is not a PNG, JPEG, WebP or GIF image."), {"path"}},
    Sentence{"image.decode", QT_TRANSLATE_NOOP("Errors", "The picture can't be shown (%1)."), {"reason"}},
    Sentence{"image.pixels", QT_TRANSLATE_NOOP("Errors", "The picture is too large to open (%1 × %2 pixels)."), {"width", "height"}},
    // sandbox
    Sentence{"sandbox.listen", QT_TRANSLATE_NOOP("Errors", "The practice network can't open the port %1 (%2)."), {"port", "reason"}},
    Sentence{"sandbox.storage", QT_TRANSLATE_NOOP("Errors", "The practice network can't use its folder %1 (%2)."), {"path", "reason"}},
    Sentence{"sandbox.locked", QT_TRANSLATE_NOOP("Errors", "Another practice network uses the folder %1."), {"path"}},
    Sentence{"sandbox.damaged", QT_TRANSLATE_NOOP("Errors", "The stored practice chain is damaged at block %1. Choose another folder or delete it to start a new one."), {"block"}},
    // files of the program's own, jobs
    Sentence{"file.locked", QT_TRANSLATE_NOOP("Errors", "Another program (process %2) uses %1. End it and try again."), {"path", "pid"}},
    Sentence{"store.open", QT_TRANSLATE_NOOP("Errors", "The file %1 can't be opened (%2). Check the free space and your rights."), {"path", "reason"}},
    Sentence{"store.in_use", QT_TRANSLATE_NOOP("Errors", "Another AIN Studio (process %2) uses %1. Only one at a time can work on it."), {"path", "pid"}},
    Sentence{"store.newer", QT_TRANSLATE_NOOP("Errors", "The file %1 was written by a later version of the program. It was not touched; install that version again."), {"path"}},
    Sentence{"store.read", QT_TRANSLATE_NOOP("Errors", "The file %1 can't be read (%2)."), {"path", "reason"}},
    Sentence{"store.write", QT_TRANSLATE_NOOP("Errors", "The file %1 can't be written (%2). Nothing was changed."), {"path", "reason"}},
    Sentence{"store.full", QT_TRANSLATE_NOOP("Errors", "There is no space left for %1. Nothing was changed; free some space and try again."), {"path"}},
    Sentence{"store.damaged", QT_TRANSLATE_NOOP("Errors", "The file %1 is damaged. Start the program again: it puts the file aside and begins a new one."), {"path"}},
    Sentence{"job.unknown", QT_TRANSLATE_NOOP("Errors", "This job is no longer in the list."), {}},
    Sentence{"job.state", QT_TRANSLATE_NOOP("Errors", "That can't be done with a job that is %1."), {"state"}},
    Sentence{"job.lease_lost", QT_TRANSLATE_NOOP("Errors", "This job was given to somebody else in the meantime. Its result was not used twice."), {}},
    Sentence{"job.poison", QT_TRANSLATE_NOOP("Errors", "The program ended unexpectedly %1 times while it worked on this, so it is not tried again by itself. Try it once more if you know why."), {"count"}},
    Sentence{"job.too_many", QT_TRANSLATE_NOOP("Errors", "More than %1 jobs can't wait at once."), {"limit"}},
    // recipes and the gallery
    Sentence{"recipe.format", QT_TRANSLATE_NOOP("Errors", "This is not a recipe that is understood here (%1)."), {"what"}},
    Sentence{"recipe.newer", QT_TRANSLATE_NOOP("Errors", "This recipe is of a later version (%1). A newer AIN Studio can read it."), {"version"}},
    Sentence{"recipe.size", QT_TRANSLATE_NOOP("Errors", "A picture of %1 × %2 pixels can't be drawn. The sides must be %3 to %4 and multiples of %5."), {"width", "height", "least", "most", "multiple"}},
    Sentence{"recipe.range", QT_TRANSLATE_NOOP("Errors", "This setting is out of its range: %1 must be %2 to %3."), {"what", "least", "most"}},
    Sentence{"recipe.missing", QT_TRANSLATE_NOOP("Errors", "Something is missing: %1."), {"what"}},
    Sentence{"recipe.png", QT_TRANSLATE_NOOP("Errors", "This is not a whole PNG file, so nothing was written into it."), {}},
    Sentence{"gallery.unknown", QT_TRANSLATE_NOOP("Errors", "This picture is no longer in the gallery."), {}},
    Sentence{"gallery.undo", QT_TRANSLATE_NOOP("Errors", "The pictures can't be brought back any more."), {}},
    // engine
    Sentence{"engine.missing", QT_TRANSLATE_NOOP("Errors", "There is no image engine in this installation, so no pictures can be drawn. Install the package with it, or build it with scripts/setup."), {}},
    Sentence{"engine.protocol", QT_TRANSLATE_NOOP("Errors", "The image engine said something that makes no sense (%1). It was restarted."), {"what"}},
    Sentence{"engine.version", QT_TRANSLATE_NOOP("Errors", "The image engine is of another version (%1) than this program (%2). Install both from the same package."), {"theirs", "ours"}},
    Sentence{"engine.closed", QT_TRANSLATE_NOOP("Errors", "The image engine ended the conversation."), {}},
    Sentence{"engine.crashed", QT_TRANSLATE_NOOP("Errors", "The image engine broke down (%1, %2). Nothing else is affected; try again, or use another model."), {"phase", "signal"}},
    Sentence{"engine.hung", QT_TRANSLATE_NOOP("Errors", "The image engine said nothing for %1 seconds and was ended."), {"seconds"}},
    Sentence{"engine.out_of_memory", QT_TRANSLATE_NOOP("Errors", "There was not enough memory (%1). Choose a smaller picture or a smaller model."), {"phase"}},
    Sentence{"engine.model_refused", QT_TRANSLATE_NOOP("Errors", "The model can't be used: %1."), {"reason"}},
    Sentence{"engine.arguments", QT_TRANSLATE_NOOP("Errors", "This can't be drawn: %1."), {"what"}},
    Sentence{"engine.busy", QT_TRANSLATE_NOOP("Errors", "The image engine is drawing another picture."), {}},
    Sentence{"engine.confinement", QT_TRANSLATE_NOOP("Errors", "The image engine could not be closed off as asked (%1), so it was not used."), {"what"}},
    Sentence{"engine.processor", QT_TRANSLATE_NOOP("Errors", "This computer's processor is too old for the image engine: it lacks %1."), {"what"}},
    Sentence{"engine.failed", QT_TRANSLATE_NOOP("Errors", "The image engine gave up (%1). Try again, or use another model."), {"phase"}},
    Sentence{"engine.given_up", QT_TRANSLATE_NOOP("Errors", "The image engine failed %1 times in a row, so it is not started any more by itself. Look at the details, then start it by hand."), {"count"}},
    Sentence{"engine.yielded", QT_TRANSLATE_NOOP("Errors", "The memory of the image engine was given back while it drew. The picture waits in the queue and is drawn later."), {}},
    Sentence{"engine.file_missing", QT_TRANSLATE_NOOP("Errors", "The file of %1 is not where it was. Add it again on the page of the models."), {"name"}},
    Sentence{"studio.model_missing", QT_TRANSLATE_NOOP("Errors", "%1 is not among your models, or can't be used. Add its file, or choose another model."), {"name"}},
    Sentence{"studio.source_missing", QT_TRANSLATE_NOOP("Errors", "The picture to start from is not there any more. Choose another one."), {}},
    Sentence{"studio.picture_size", QT_TRANSLATE_NOOP("Errors", "This picture has %1 × %2 pixels; at most %3 a side can be used."), {"width", "height", "limit"}},
    Sentence{"studio.picture_damaged", QT_TRANSLATE_NOOP("Errors", "This is no picture that can be read, or it is damaged."), {}},
    Sentence{"studio.sheet_empty", QT_TRANSLATE_NOOP("Errors", "None of these pictures has a recipe, so there is nothing to write beside them on a sheet."), {}},
    Sentence{"studio.group", QT_TRANSLATE_NOOP("Errors", "No jobs were drawn together as “%1”, or they are forgotten by now. See jobs list, or name the pictures."), {"group"}},
    Sentence{"studio.grid", QT_TRANSLATE_NOOP("Errors", "“%2” is no value for the axis “%1” of this grid."), {"axis", "value"}},
    // models and devices
    Sentence{"model.unreadable", QT_TRANSLATE_NOOP("Errors", "The model file %1 is damaged or made to do harm (%2). Get it again from its source."), {"path", "what"}},
    Sentence{"model.pickle", QT_TRANSLATE_NOOP("Errors", "%1 is of a kind (.ckpt, .pt) that can run any program when it is opened, so it is not. Use the safetensors version of the model, or convert it on a computer you trust."), {"path"}},
    Sentence{"model.format", QT_TRANSLATE_NOOP("Errors", "%1 is no model file that is read here: inside it is neither safetensors nor GGUF."), {"path"}},
    Sentence{"model.unknown", QT_TRANSLATE_NOOP("Errors", "There is no model %1 in the list."), {"id"}},
    Sentence{"model.missing", QT_TRANSLATE_NOOP("Errors", "The model file %1 is gone. Put it back, or take the model off the list."), {"path"}},
    Sentence{"model.changed", QT_TRANSLATE_NOOP("Errors", "The file %1 changed while it was being checked. Check it again when nothing writes to it any more."), {"path"}},
    Sentence{"model.store", QT_TRANSLATE_NOOP("Errors", "The list of models in %1 can't be used (%2). Check the free space and your rights."), {"path", "reason"}},
    Sentence{"model.busy", QT_TRANSLATE_NOOP("Errors", "%1 is being checked or loaded already. Wait for it to end, or cancel it."), {"name"}},
    Sentence{"model.catalogue", QT_TRANSLATE_NOOP("Errors", "The catalogue of known models that came with the program is damaged (%1). Install the program again."), {"what"}},
    Sentence{"model.no_vram", QT_TRANSLATE_NOOP("Errors", "The GPU has not enough free memory: about %1 GB are needed, %2 GB are free. Choose a smaller size or a smaller version of the model, or close other programs that use the GPU."), {"need", "free"}},
    Sentence{"model.no_ram", QT_TRANSLATE_NOOP("Errors", "There is not enough free memory: about %1 GB are needed, %2 GB are free. Choose a smaller size or a smaller version of the model, or close other programs."), {"need", "free"}},
    Sentence{"model.unusable", QT_TRANSLATE_NOOP("Errors", "The model %1 can't be used: its file is gone or damaged."), {"name"}},
    Sentence{"download.address", QT_TRANSLATE_NOOP("Errors", "Nothing is loaded from “%1”. An address begins with https."), {"url"}},
    Sentence{"download.hash", QT_TRANSLATE_NOOP("Errors", "“%1” is not a SHA-256. Copy its 64 digits from the page of the model."), {"text"}},
    Sentence{"download.refused", QT_TRANSLATE_NOOP("Errors", "%1 does not give the file (status %2). It may want you to sign in or to accept its terms: then load it in the browser and add the file here."), {"host", "status"}},
    Sentence{"download.broken", QT_TRANSLATE_NOOP("Errors", "Loading from %1 broke off (%2). Start it again: it goes on from there."), {"host", "reason"}},
    Sentence{"download.mismatch", QT_TRANSLATE_NOOP("Errors", "What was loaded is not the file you wanted: its SHA-256 is %2 instead of %1. It was deleted."), {"expected", "found"}},
    Sentence{"device.nvml", QT_TRANSLATE_NOOP("Errors", "No NVIDIA GPU can be used here: %1."), {"what"}},
    Sentence{"device.busy", QT_TRANSLATE_NOOP("Errors", "A measurement is running already."), {}},
    // program
    Sentence{"process.hardening", QT_TRANSLATE_NOOP("Errors", "The protection of the process against reading along is not in force (%1)."), {"what"}},
    Sentence{"rpc.contradiction", QT_TRANSLATE_NOOP("Errors", "The node %1 contradicts its own data or the node %2 (%3). Its answer is not used."), {"host", "other", "what"}},
    Sentence{"operation.label", QT_TRANSLATE_NOOP("Errors", "“%2” can't be a name on the chain (%1)."), {"path", "label"}},
    Sentence{"operation.value", QT_TRANSLATE_NOOP("Errors", "The value at %1 can't be stored on the chain (%2)."), {"path", "reason"}},
    Sentence{"operation.too_large", QT_TRANSLATE_NOOP("Errors", "The transaction has %2 bytes; the chain takes at most %3."), {"path", "size", "limit"}},
    Sentence{"operation.too_many", QT_TRANSLATE_NOOP("Errors", "%1 operations in one transaction; the chain takes at most %2."), {"count", "limit"}},
    Sentence{"operation.name", QT_TRANSLATE_NOOP("Errors", "“%1” is not a name for an app: small letters, digits and _ only."), {"name"}},
    Sentence{"wallet.tx_replaced", QT_TRANSLATE_NOOP("Errors", "The transaction %1 never happened: its number was used by another one. %2"), {"hash", "by"}},
    Sentence{"wallet.locked_up", QT_TRANSLATE_NOOP("Errors", "The stake is still locked. It can be taken back from %1."), {"until"}},
    Sentence{"wallet.payment_uri", QT_TRANSLATE_NOOP("Errors", "This is not a payment link of AIN (%1)."), {"what"}},
    Sentence{"sandbox.faucet", QT_TRANSLATE_NOOP("Errors", "The faucet could not send: %2 (code %1)."), {"code", "message"}},
    Sentence{"sandbox.stopped", QT_TRANSLATE_NOOP("Errors", "The practice network does not run."), {}},
    Sentence{"cli.app_unknown", QT_TRANSLATE_NOOP("Errors", "There is no app “%1” on this network."), {"name"}},
    Sentence{"cli.app_taken", QT_TRANSLATE_NOOP("Errors", "The app name “%1” is taken. Choose another one."), {"name"}},
    Sentence{"cli.stake_too_small", QT_TRANSLATE_NOOP("Errors", "Your stake in the app %1 is %3 AIN; %2 AIN can't be taken from it."), {"app", "wanted", "staked"}},
    Sentence{"cli.reward_too_small", QT_TRANSLATE_NOOP("Errors", "Your unclaimed rewards are %2 AIN; %1 AIN can't be claimed."), {"wanted", "unclaimed"}},
    Sentence{"cli.crypto_command", QT_TRANSLATE_NOOP("Errors", "There is no command crypto %1."), {"name"}},
    Sentence{"cli.crypto_member", QT_TRANSLATE_NOOP("Errors", "The member “%1” is missing or of the wrong type."), {"member"}},
    Sentence{"cli.crypto_line", QT_TRANSLATE_NOOP("Errors", "The line is longer than %1 bytes."), {"limit"}},
    Sentence{"cli.usage", QT_TRANSLATE_NOOP("Errors", "%1. See --help."), {"what"}},
    Sentence{"cli.password", QT_TRANSLATE_NOOP("Errors", "A password is needed: give it with --password-file or --password-fd, or type it at a terminal."), {}},
    Sentence{"settings.damaged", QT_TRANSLATE_NOOP("Errors", "The settings file %1 is damaged; it was kept aside and new settings are used."), {"path"}},
};
// clang-format on

} // namespace

QString errorSentence(const Error &error)
{
    QVariantMap args = readableArguments(error);
    if (const qint64 until = args.value(QStringLiteral("until")).toLongLong(); until > 0) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(until);
        args.insert(QStringLiteral("until"), QLocale().toString(local, QLocale::LongFormat));
    }
    QString sentence = fill(table, context, error.code.toString(), args);
    if (!sentence.isEmpty())
        return sentence;
    return QCoreApplication::translate(context, "An error that has no words yet: %1.").arg(error.code.toString());
}

} // namespace ain::text
