// Lies below the JSON: what a hostile server does to a connection.
#include "lies.h"

namespace ain::lying {

using namespace Qt::StringLiterals;

namespace {

QByteArray envelope(const QByteArray &payload, const QByteArray &id = "1")
{
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"result":{"protoVer":"1.6.0","result":)" + payload + "}}";
}

/// A gzip stream of nothing but zeros that unfolds a thousandfold.
QByteArray bomb()
{
    const QByteArray zlib = qCompress(QByteArray(8 * 1024 * 1024, '\0'), 9).mid(4);
    QByteArray gzip = QByteArray::fromHex("1f8b0800000000000003");
    gzip += zlib.mid(2, zlib.size() - 6);
    return gzip;
}

} // namespace

std::vector<Lie> wireLies(World &world)
{
    std::vector<Lie> lies;
    const auto add = [&](const QByteArray &name, std::function<void(Call &)> wire) -> Lie & {
        Lie lie;
        lie.name = name;
        lie.twist = [wire](World &) {
            Twist twist;
            twist.wire = wire;
            return twist;
        };
        lies.push_back(std::move(lie));
        return lies.back();
    };
    const auto way = [&](const QByteArray &name, Reply::Way how) -> Lie & {
        return add(name, [how](Call &call) { call.reply.way = how; });
    };
    const auto body = [&](const QByteArray &name, const QByteArray &text) -> Lie & {
        return add(name, [text](Call &call) { call.reply.body = text; });
    };

    way("half_open_socket", Reply::Way::Stall).isSlow = true;
    way("slow_drip", Reply::Way::Drip).isSlow = true;
    way("closes_in_mid_answer", Reply::Way::CutOff);
    way("closes_at_once", Reply::Way::Refuse);
    add("endless_answer", [](Call &call) {
        call.reply.way = Reply::Way::Endless;
        call.reply.body = R"({"jsonrpc":"2.0","id":1,"result":{"result":[)";
    }).isSlow = true;
    add("endless_only_for_reads", [](Call &call) {
        if (call.method != u"ain_get")
            return;
        call.reply.way = Reply::Way::Endless;
        call.reply.body = R"({"jsonrpc":"2.0","id":1,"result":{"result":[)";
    }).about = {About::Balance, About::Nonce, About::Missing, About::TokenOwner};
    add("content_length_too_long", [](Call &call) { call.reply.claimedLength = call.reply.body.size() + 1000; });
    add("content_length_too_short", [](Call &call) { call.reply.claimedLength = call.reply.body.size() / 2; });
    add("content_length_of_terabytes", [](Call &call) { call.reply.claimedLength = qsizetype(1) << 42; });
    const QByteArray packed = bomb();
    add("gzip_bomb", [packed](Call &call) {
        call.reply.headers = "Content-Encoding: gzip\r\n";
        call.reply.body = packed;
    });
    add("http_429_for_ever", [](Call &call) {
        call.reply.status = 429;
        call.reply.headers = "Retry-After: 1\r\n";
        call.reply.body = "Too many requests";
    }).isSlow = true;
    add("http_500", [](Call &call) {
        call.reply.status = 500;
        call.reply.body = "<html>broken</html>";
    });
    const QUrl twin = world.fork.url();
    add("redirect_to_another_node", [twin](Call &call) {
        call.reply.status = 307;
        call.reply.headers = "Location: " + twin.toEncoded() + "\r\n";
    });
    Lie &headers = add("headers_without_end", [](Call &call) { call.reply.way = Reply::Way::EndlessHeaders; });
    headers.isSlow = true;
    headers.keepsReaderBusy = true;
    add("http_204_without_content", [](Call &call) {
        call.reply.status = 204;
        call.reply.body.clear();
    });
    add("headers_of_half_a_megabyte", [](Call &call) {
        call.reply.status = 503;
        call.reply.headers = "X-Long: " + QByteArray(512 * 1024, 'x') + "\r\n";
    }).keepsReaderBusy = true;

    body("empty_answer", {});
    body("page_in_place_of_an_answer", "<!doctype html><title>Welcome to the hotel</title>");
    body("error_in_place_of_an_answer", R"({"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"all is well"}})");
    body("version_error_for_everything", R"({"result":null,"code":30103,"message":"too old","protoVer":"9.9.9"})");
    body("nested_100000_deep", QByteArray(100'000, '['));
    body("not_utf8", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"\xff\xfe\xc0\"}");
    body("infinity", envelope("Infinity"));
    body("number_above_the_doubles", envelope("1e999"));
    add("error_envelope_with_the_answer",
        [](Call &call) { call.reply.body.replace("\"result\":{", "\"error\":{\"code\":1},\"result\":{"); });
    add("id_of_another_question", [](Call &call) { call.reply.body.replace("\"id\":", "\"id\":9"); });
    // The first of two members is the truth; a reader that takes the last one believes the lie.
    add("duplicate_keys", [](Call &call) {
        if (call.method == u"ain_get")
            call.reply.body.replace("\"balance\":", "\"balance\":777777,\"balance\":");
    }).about = {About::Balance, About::Nonce, About::Missing, About::TokenOwner};
    return lies;
}

} // namespace ain::lying
