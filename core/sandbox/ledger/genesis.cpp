#include "core/sandbox/ledger/genesis.h"

#include "core/sandbox/ledger/genesisrules.h"
#include "core/sandbox/ledger/ledger.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

constexpr double WeekMs = 7.0 * 24 * 60 * 60 * 1000;

json::Value permissions(bool branch, bool function, bool owner, bool rule)
{
    return json::Object{{u"branch_owner"_s, branch},
                        {u"write_function"_s, function},
                        {u"write_owner"_s, owner},
                        {u"write_rule"_s, rule}};
}

void writeOwners(StateTree &state, const GenesisConfig &config)
{
    const json::Value everything = permissions(true, true, true, true);
    const json::Value nothing = permissions(false, false, false, false);
    const auto own = [&](const QString &path, const json::Object &owners) {
        state.write(Path{rootLabel(StateRoot::Owners)} + parsePath(path) + Path{u".owner"_s, u"owners"_s}, owners);
    };
    const auto admin = [&](const json::Value &what) { return json::Object::Member{config.adminAddress, what}; };
    own(u"/"_s, {admin(everything), {u"*"_s, nothing}});
    own(u"/apps"_s, {{u"fid:_createApp"_s, permissions(true, false, false, true)}});
    own(u"/blockchain_params"_s, {admin(everything)});
    own(u"/blockchain_params/token/bridge"_s, {admin(everything), {u"*"_s, permissions(true, false, false, false)}});
    if (!config.bridgeTokenPool.isEmpty()) {
        own(u"/blockchain_params/token/bridge/ETH/"_s + config.bridgeChainId + u'/' + config.bridgeTokenId,
            {admin(everything)});
    }
    own(u"/consensus/proposer_whitelist"_s, {admin(permissions(false, true, true, true)), {u"*"_s, nothing}});
    own(u"/consensus/validator_whitelist"_s, {admin(permissions(false, true, true, true)), {u"*"_s, nothing}});
    own(u"/developers/rest_functions"_s, {admin(everything)});
}

// Genesis operations run through the ledger itself, as block 0 of the public network does.
class Setup {
public:
    Setup(Ledger &ledger, const GenesisConfig &config) : m_ledger(ledger), m_config(config) { }

    void set(const QString &signer, const QString &ref, const json::Value &value)
    {
        const Transaction transaction{
            json::Object{
                {u"operation"_s, json::Object{{u"type"_s, u"SET_VALUE"_s}, {u"ref"_s, ref}, {u"value"_s, value}}},
                {u"nonce"_s, -1},
                {u"timestamp"_s, m_config.genesisTime},
                {u"gas_price"_s, 0}},
            {},
            {},
            signer};
        const json::Value result =
            m_ledger.executeConsensus(transaction, {0, m_config.genesisTime, m_config.genesisTime, {}});
        if (Ledger::isFailed(result))
            qWarning("genesis: %s", qPrintable(ref)); // a configuration that asks for more than there is
    }

private:
    Ledger &m_ledger;
    const GenesisConfig &m_config;
};

} // namespace

json::Value genesisParameters(const GenesisConfig &config)
{
    json::Object proposers;
    json::Object whitelist;
    json::Object validators;
    for (const GenesisValidator &validator : config.validators) {
        if (validator.proposer)
            proposers.set(validator.address, true);
        whitelist.set(validator.address, true);
        validators.set(validator.address,
                       json::Object{{u"stake"_s, validator.stake}, {u"proposal_right"_s, validator.proposer}});
    }
    for (const QString &address : config.validatorWhitelist)
        whitelist.set(address, true);

    json::Object token{{u"name"_s, u"AI Network"_s}, {u"symbol"_s, u"AIN"_s}, {u"total_supply"_s, config.totalSupply}};
    if (!config.bridgeTokenPool.isEmpty()) {
        const json::Object entry{{u"token_pool"_s, config.bridgeTokenPool}, {u"min_checkout_per_request"_s, 10'000},
                                 {u"max_checkout_per_request"_s, 100'000},  {u"max_checkout_per_day"_s, 1'000'000},
                                 {u"checkout_fee_rate"_s, 0.001},           {u"token_exchange_rate"_s, 1},
                                 {u"token_exchange_scheme"_s, u"FIXED"_s}};
        json::Object byToken;
        byToken.set(config.bridgeTokenId, entry);
        json::Object byChain;
        byChain.set(config.bridgeChainId, std::move(byToken));
        token.set(u"bridge"_s, json::Object{{u"ETH"_s, std::move(byChain)}});
    }
    json::Object consensus{{u"min_stake_for_proposer"_s, config.minStakeForProposer},
                           {u"max_stake_for_proposer"_s, config.maxStakeForProposer},
                           {u"min_num_validators"_s, config.minValidators},
                           {u"max_num_validators"_s, config.maxValidators},
                           {u"genesis_proposer_whitelist"_s, std::move(proposers)},
                           {u"genesis_validator_whitelist"_s, std::move(whitelist)},
                           {u"genesis_validators"_s, std::move(validators)},
                           {u"health_threshold_epoch"_s, 10},
                           {u"stake_lockup_extension"_s, 2'592'000'000.0},
                           {u"max_invalid_blocks_on_mem"_s, 100}};
    json::Object genesis{{u"genesis_addr"_s, config.adminAddress},
                         {u"genesis_timestamp"_s, config.genesisTime},
                         {u"num_genesis_accounts"_s, qint64(config.accounts.size())},
                         {u"epoch_ms"_s, config.epochMs},
                         {u"chain_id"_s, config.chainId},
                         {u"network_id"_s, config.networkId}};
    json::Object resource{{u"state_tree_height_limit"_s, 30},
                          {u"state_tree_bytes_limit"_s, config.stateTreeBytesLimit},
                          {u"state_label_length_limit"_s, 150},
                          {u"bandwidth_budget_per_block"_s, 1'000'000},
                          {u"service_state_budget_ratio"_s, 0.5},
                          {u"apps_state_budget_ratio"_s, 0.495},
                          {u"free_state_budget_ratio"_s, 0.005},
                          {u"max_state_tree_size_per_byte"_s, 0.00625},
                          {u"state_gas_coefficient"_s, 1},
                          {u"unit_write_gas_amount"_s, 1},
                          {u"account_registration_gas_amount"_s, 2000},
                          {u"app_creation_gas_amount"_s, 2000},
                          {u"rest_function_call_gas_amount"_s, 100},
                          {u"gas_price_unit"_s, 0.000001},
                          {u"service_bandwidth_budget_ratio"_s, 0.05},
                          {u"apps_bandwidth_budget_ratio"_s, 0.9495},
                          {u"free_bandwidth_budget_ratio"_s, 0.0005},
                          {u"min_staking_for_app_tx"_s, 0},
                          {u"min_balance_for_service_tx"_s, 0},
                          {u"max_function_urls_per_developer"_s, 3},
                          {u"default_developers_url_whitelist"_s,
                           json::Object{{u"0"_s, u"https://*.ainetwork.ai"_s},
                                        {u"1"_s, u"https://*.ainize.ai"_s},
                                        {u"2"_s, u"https://*.afan.ai"_s},
                                        {u"3"_s, u"http://localhost:3000"_s}}},
                          {u"tx_bytes_limit"_s, 100'000},
                          {u"batch_tx_list_size_limit"_s, 50},
                          {u"set_op_list_size_limit"_s, 50},
                          {u"min_gc_num_siblings_deleted"_s, 10},
                          {u"snapshot_chunk_size"_s, 1'000'000},
                          {u"min_gas_price"_s, config.minGasPrice}};
    json::Object sharding{{u"shard_owner"_s, QString(u""_s)},
                          {u"shard_reporter"_s, QString(u""_s)},
                          {u"sharding_protocol"_s, u"NONE"_s},
                          {u"sharding_path"_s, u"/"_s},
                          {u"parent_chain_poc"_s, QString(u""_s)},
                          {u"reporting_period"_s, 0},
                          {u"max_shard_report"_s, 100},
                          {u"num_shard_report_deleted"_s, 100}};
    return json::Object{{u"token"_s, std::move(token)},
                        {u"consensus"_s, std::move(consensus)},
                        {u"genesis"_s, std::move(genesis)},
                        {u"resource"_s, std::move(resource)},
                        {u"reward"_s, json::Object{{u"type"_s, u"FIXED"_s}, {u"annual_rate"_s, 0.08}}},
                        {u"sharding"_s, std::move(sharding)}};
}

StateTree genesisState(const GenesisConfig &config)
{
    StateTree state;
    const auto write = [&](const QString &path, const json::Value &value) {
        state.write(Path{rootLabel(StateRoot::Values)} + parsePath(path), value);
    };
    const json::Value parameters = genesisParameters(config);
    write(u"/accounts/"_s + config.adminAddress + u"/balance"_s, config.totalSupply);
    write(u"/consensus/proposer_whitelist"_s, parameters.at({u"consensus", u"genesis_proposer_whitelist"}));
    write(u"/consensus/validator_whitelist"_s, parameters.at({u"consensus", u"genesis_validator_whitelist"}));
    write(u"/developers/rest_functions/user_whitelist/"_s + config.adminAddress, true);
    write(u"/developers/rest_functions/url_whitelist/"_s + config.adminAddress,
          parameters.at({u"resource", u"default_developers_url_whitelist"}));
    write(u"/blockchain_params"_s, parameters);
    writeGenesisFunctions(state);
    writeGenesisRules(state);
    writeOwners(state, config);

    Ledger ledger(std::move(state));
    Setup setup(ledger, config);
    const QString time = QString::number(config.genesisTime);
    int index = 0;
    for (const GenesisAccount &account : config.accounts) {
        setup.set(config.adminAddress,
                  u"/transfer/"_s + config.adminAddress + u'/' + account.address + u'/' + QString::number(index++)
                      + u"/value"_s,
                  account.balance);
    }
    json::Object admins;
    admins.set(config.adminAddress, true);
    setup.set(config.adminAddress, u"/manage_app/consensus/create/"_s + time,
              json::Object{{u"admin"_s, std::move(admins)},
                           {u"service"_s, json::Object{{u"staking"_s, json::Object{{u"lockup_duration"_s, WeekMs}}}}}});
    for (const GenesisValidator &validator : config.validators) {
        setup.set(validator.address, u"/staking/consensus/"_s + validator.address + u"/0/stake/"_s + time + u"/value"_s,
                  validator.stake);
    }
    return ledger.state();
}

GenesisConfig recordedNetwork()
{
    GenesisConfig config;
    config.minGasPrice = 1;
    config.adminAddress = u"0xAAAf6f50A0304F12119D218b94bea8082642515B"_s;
    const QStringList addresses{
        u"0x00ADEc28B6a845a085e03591bE7550dd68673C1C"_s, u"0x01A0980d2D4e418c7F27e1ef539d01A5b5E93204"_s,
        u"0x02A2A1DF4f630d760c82BE07F18e5065d103Fa00"_s, u"0x03AAb7b6f16A92A1dfe018Fe34ee420eb098B98A"_s,
        u"0x04A456C92A880cd59D7145C457475515a6f6E0f2"_s, u"0x05A1247A7400f0C2A893611adD1505743552c631"_s,
        u"0x06AD9C8F611f1e9d9CACD4738167A51aA2e80a1A"_s, u"0x07A43138CC760C85A5B1F115aa60eADEaa0bf417"_s,
        u"0x08Aed7AF9354435c38d52143EE50ac839D20696b"_s, u"0x09A0d53FDf1c36A131938eb379b98910e55EEfe1"_s};
    for (qsizetype i = 0; i < addresses.size(); ++i)
        config.accounts.push_back({addresses[i], i < 5 ? 11'000'000.0 : 1'000'000.0});
    for (qsizetype i = 0; i < 3; ++i)
        config.validators.push_back({addresses[i], 10'000'000, true});
    config.validatorWhitelist = {addresses[3], addresses[4]};
    config.minValidators = 3;
    config.maxValidators = 3;
    config.bridgeTokenId = u"0xB16c0C80a81f73204d454426fC413CAe455525A7"_s;
    config.bridgeTokenPool = u"0x20ADd3d38405ebA6338CB9e57a0510DEB8f8e000"_s;
    return config;
}

} // namespace ain::sandbox
