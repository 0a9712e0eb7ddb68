#include "core/sandbox/ledger/ruleprelude.h"

namespace ain::sandbox {

namespace {

// Helpers of `util`, by the names and with the effect that rules on the network rely on (wallet-ainft.md 3).
constexpr char16_t UtilSource[] = uR"js(
    // Held here because the global names are gone once expressions run.
    const { Object, Array, String, Number, Boolean, Math, Function, RegExp, Symbol, Infinity, RangeError } = global;
    const isBool = v => typeof v === 'boolean';
    const isNumber = v => typeof v === 'number' && Number.isFinite(v);
    const isString = v => typeof v === 'string';
    const isArray = v => Array.isArray(v);
    const isDict = v => typeof v === 'object' && v !== null && !isArray(v);
    const isEmpty = v => v === null || v === undefined
        || (isArray(v) && v.length === 0) || (isDict(v) && Object.keys(v).length === 0);
    const isHexString = v => isString(v) && /^0x[0-9A-Fa-f]*$/.test(v);
    const isValidHash = v => isHexString(v) && v.length === 66;
    const keys = v => isDict(v) ? Object.keys(v) : [];
    const values = v => isDict(v) ? Object.values(v) : [];
    const length = v => isString(v) || isArray(v) ? v.length : isDict(v) ? Object.keys(v).length : 0;
    const joined = (...labels) => '/' + labels.join('/');
    const same = (a, b) => {
        if (a === b)
            return true;
        if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || isArray(a) !== isArray(b))
            return false;
        const names = Object.keys(a);
        return names.length === Object.keys(b).length
            && names.every(name => Object.prototype.hasOwnProperty.call(b, name) && same(a[name], b[name]));
    };

    const isValAddr = a => isString(a) && host.isValAddr(a);
    const isCksumAddr = a => isString(a) && host.isCksumAddr(a);
    const toCksumAddr = a => isString(a) ? host.toCksumAddr(a) : '';
    const parseServAcntName = name => {
        if (!isString(name))
            return [null, null, null];
        const parts = name.split('|');
        return [parts[0], parts.length > 1 ? parts[1] : null, parts.length > 2 ? parts.slice(2).join('|') : null];
    };
    const accountTypes = ['escrow', 'gas_fee', 'gas_fee_billing', 'payments', 'staking'];
    const isServAcntName = (name, blockNumber = null) => {
        if (!isString(name))
            return false;
        const parts = name.split('|');
        return parts.length >= 3 && accountTypes.includes(parts[0]) && parts[1] !== 'balance_total_sum'
            && (isNumber(blockNumber) && blockNumber >= 2 ? /^[a-z_]+[a-z0-9_]*$/ : /^[A-Za-z_]+[A-Za-z0-9_]*$/)
                   .test(parts[1]);
    };
    const isAppAdmin = (app, address, getValue) =>
        getValue(joined('manage_app', app, 'config', 'admin') + '/' + address) === true;
    const getBalancePath = name => {
        if (!isServAcntName(name))
            return joined('accounts', name, 'balance');
        const [type, service, key] = parseServAcntName(name);
        return joined('service_accounts', type, service, key, 'balance');
    };
    const getBalance = (name, getValue) => getValue(getBalancePath(name)) || 0;
    const stakeOf = (address, getValue) =>
        getValue(joined('service_accounts', 'staking', 'consensus', address + '|0', 'balance')) || 0;
    const consensusParam = (name, getValue) => getValue('/blockchain_params/consensus/' + name);
    const whitelistSize = (name, getValue) => values(getValue('/consensus/' + name)).filter(v => v === true).length;
    const onWhitelist = (name, address, getValue) => getValue(joined('consensus', name, address)) === true;
    const bridgePath = (network, chain, token) => joined('blockchain_params', 'token', 'bridge', network, chain, token);
    const getTokenPoolAddr = (network, chain, token, getValue) =>
        getValue(bridgePath(network, chain, token) + '/token_pool');
    const bridgeRecord = (kind, list, network, chain, token, user, id) =>
        joined(kind, list, network, chain, token, user, id);
    const validClosing = (kind, network, chain, token, user, id, newData, getValue) => {
        const request = getValue(bridgeRecord(kind, 'requests', network, chain, token, user, id));
        return isDict(request) && isDict(newData) && same(request, newData.request) && isDict(newData.response)
            && isBool(newData.response.status)
            && (newData.response.tx_hash === undefined || isValidHash(newData.response.tx_hash));
    };

    const util = {
        isBool, isNumber, isString, isArray, isDict, isEmpty, isHexString, isValidHash, keys, values, length,
        isIntegerString: v => isString(v) && /^-?[0-9]+$/.test(v),
        isFloatString: v => isString(v) && /^-?[0-9]+\.[0-9]+$/.test(v),
        isInteger: v => Number.isInteger(v),
        includes: (list, v) => isArray(list) && list.includes(v),
        isValAddr, isCksumAddr, toCksumAddr, isServAcntName, parseServAcntName,
        isValShardProto: v => v === 'NONE' || v === 'POA',
        boolOrFalse: v => isBool(v) ? v : false,
        numberOrZero: v => isNumber(v) ? v : 0,
        stringOrEmpty: v => isString(v) ? v : '',
        countDecimals: v => {
            if (Math.floor(v) === v)
                return 0;
            const [digits, exponent] = v.toString().split('e-');
            const fraction = (digits.split('.')[1] || '').length;
            return fraction + (exponent === undefined ? 0 : Number(exponent));
        },
        toBool: v => isBool(v) ? v : v === 'true',
        toNumberOrNaN: v => isNumber(v) ? v : Number(v),
        toEscrowAccountName: (source, target, key) => source + ':' + target + ':' + key,
        toServiceAccountName: (type, service, key) => type + '|' + service + '|' + key,
        areSameAddrs: (a, b) => toCksumAddr(a) === toCksumAddr(b),
        getServiceNameFromServAcntName: name => parseServAcntName(name)[1],
        isAppAdmin, getBalancePath, getBalance,
        isAppAdminFromServAcntName: (name, address, getValue) =>
            isAppAdmin(parseServAcntName(name)[1], address, getValue),
        isBillingUser: (name, user, getValue) => {
            const [, app, id] = parseServAcntName(name);
            return getValue(joined('manage_app', app, 'config', 'billing', id, 'users', user)) === true;
        },
        getConsensusStakeBalance: stakeOf,
        getMinStakeAmount: getValue => consensusParam('min_stake_for_proposer', getValue),
        getMaxStakeAmount: getValue => consensusParam('max_stake_for_proposer', getValue),
        getMinNumValidators: getValue => consensusParam('min_num_validators', getValue),
        getConsensusProposerWhitelistSize: getValue => whitelistSize('proposer_whitelist', getValue),
        getConsensusValidatorWhitelistSize: getValue => whitelistSize('validator_whitelist', getValue),
        getTokenBridgeConfig: (network, chain, token, getValue) => getValue(bridgePath(network, chain, token)),
        getTokenPoolAddr,
        validateCheckoutRefundData: (network, chain, token, user, id, auth, newData, getValue) =>
            isString(newData)
            && (auth.fid === '_closeCheckout' || auth.addr === getTokenPoolAddr(network, chain, token, getValue))
            && !!getValue(bridgeRecord('checkout', 'history', network, chain, token, user, id)),
        validateCheckoutRequestData: (network, chain, token, user, id, newData, currentTime, getValue) => {
            if (!isDict(newData) || !isNumber(newData.amount) || newData.amount <= 0 || !isString(newData.recipient)
                || !isNumber(newData.fee_rate) || Number(id) !== currentTime)
                return false;
            const config = getValue(bridgePath(network, chain, token));
            return isDict(config) && config.checkout_fee_rate === newData.fee_rate
                && !getValue(bridgeRecord('checkout', 'history', network, chain, token, user, id));
        },
        validateCheckoutHistoryData: (network, chain, token, user, id, newData, getValue) =>
            validClosing('checkout', network, chain, token, user, id, newData, getValue),
        validateCheckinRequestData: (network, chain, token, user, id, newData, currentTime, getValue) =>
            isDict(newData) && isNumber(newData.amount) && newData.amount > 0 && isString(newData.sender)
            && isString(newData.sender_proof) && Number(id) === currentTime
            && !getValue(bridgeRecord('checkin', 'history', network, chain, token, user, id))
            && isDict(getValue(bridgePath(network, chain, token))),
        validateCheckinHistoryData: (network, chain, token, user, id, newData, getValue) =>
            validClosing('checkin', network, chain, token, user, id, newData, getValue),
        validateClaimRewardData: (user, newData, getValue) =>
            isDict(newData) && isNumber(newData.amount) && newData.amount > 0
            && newData.amount <= (getValue(joined('consensus', 'rewards', user, 'unclaimed')) || 0),
        validateCollectFeeData: (data, newData, from, getValue) =>
            data === null && isDict(newData) && isNumber(newData.amount) && newData.amount <= getBalance(from, getValue),
        validateConsensusProposalData: (newData, user, number, getValue) => {
            if (!isDict(newData) || Number(number) !== newData.number || !isNumber(newData.gas_cost_total)
                || newData.proposer !== user || !onWhitelist('proposer_whitelist', user, getValue))
                return false;
            const stake = stakeOf(user, getValue);
            return stake >= consensusParam('min_stake_for_proposer', getValue)
                && stake <= consensusParam('max_stake_for_proposer', getValue);
        },
        validateConsensusVoteData: (newData, user, blockHash, getValue) =>
            (onWhitelist('validator_whitelist', user, getValue) || onWhitelist('proposer_whitelist', user, getValue))
            && isDict(newData) && isBool(newData.is_against) && isNumber(newData.stake)
            && newData.block_hash === blockHash
            && !(newData.is_against && newData.offense_type !== 'INVALID_PROPOSAL')
            && stakeOf(user, getValue) === newData.stake,
        isValidatorOffenseType: type => type === 'INVALID_PROPOSAL',
        isValidUrlWhitelistItem: url => isString(url) && host.isUrl(url, false),
        isValidUrl: url => isString(url) && host.isUrl(url, true),
        isValidPrivateUrl: url => isString(url) && host.isPrivateUrl(url),
        isValidIpV4: address => isString(address) && host.isIpAddress(address, 4),
        isValidIpV6: address => isString(address) && host.isIpAddress(address, 6),
        validateRestFunctionsUrlWhitelistData: (user, data, newData, getValue) => {
            if (getValue(joined('developers', 'rest_functions', 'user_whitelist', user)) !== true
                || (newData !== null && !(isString(newData) && host.isUrl(newData, false))))
                return false;
            const used = length(getValue(joined('developers', 'rest_functions', 'url_whitelist', user)));
            return data !== null || newData === null
                || used < getValue('/blockchain_params/resource/max_function_urls_per_developer');
        },
        validateManageAppAdminConfig: newData => isDict(newData) && !isEmpty(newData)
            && Object.entries(newData).every(([address, value]) => isCksumAddr(address) && isBool(value)),
        validateManageAppBillingConfig: newData => isDict(newData) && !isEmpty(newData)
            && Object.values(newData).every(config => isDict(config) && isDict(config.users)
                && Object.entries(config.users).every(([user, value]) => isCksumAddr(user) && isBool(value))),
        validateManageAppIsPublicConfig: newData => newData === null || isBool(newData),
        validateManageAppServiceConfig: newData => {
            if (!isDict(newData) || !isDict(newData.staking))
                return false;
            const duration = newData.staking.lockup_duration;
            return Number.isInteger(duration) && duration >= 0
                && same(newData, { staking: { lockup_duration: duration } });
        },
        checkValuePathLen: (path, expected) => isArray(path) && path.length === expected
    };
)js";

// What an expression must not reach: other globals, constructors of functions, shared prototypes to write to,
// and text operations whose result grows beyond all bounds.
constexpr char16_t FenceSource[] = uR"js(
    const MaxText = 4000000;
    const bounded = (prototype, name, size) => {
        const original = prototype[name];
        if (!original)
            return;
        Object.defineProperty(prototype, name, { value: function () {
            if (!(size.apply(this, arguments) <= MaxText))
                throw new RangeError('text too long');
            return original.apply(this, arguments);
        } });
    };
    const textLength = v => v === undefined ? 9 : typeof v === 'string' ? v.length : 32;
    bounded(String.prototype, 'repeat', function (count) { return this.length * count; });
    bounded(String.prototype, 'padStart', function (size, fill) { return +size + this.length; });
    bounded(String.prototype, 'padEnd', function (size, fill) { return +size + this.length; });
    bounded(String.prototype, 'replace', function (what, by) { return (this.length + 1) * (textLength(by) + 1); });
    bounded(String.prototype, 'replaceAll', function (what, by) { return (this.length + 1) * (textLength(by) + 1); });
    bounded(Array.prototype, 'join', function (by) {
        return this.length > 100000 ? Infinity : this.reduce((sum, v) => sum + textLength(v) + textLength(by), 0);
    });
    bounded(Array.prototype, 'fill', function () { return this.length * 8; });
    bounded(Array.prototype, 'toString', function () { return this.length * 64; });

    const FunctionConstructor = Function;
    const prototypes = ['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'RegExp', 'Error', 'TypeError',
        'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'Symbol', 'Promise', 'Map', 'Set',
        'WeakMap', 'WeakSet', 'Date', 'ArrayBuffer', 'DataView', 'Uint8Array']
        .filter(name => global[name]).map(name => global[name].prototype);
    prototypes.push(Object.getPrototypeOf(function* () { }), Object.getPrototypeOf(function* () { }).prototype,
        Object.getPrototypeOf([][Symbol.iterator]()), Object.getPrototypeOf(''[Symbol.iterator]()));
    for (const prototype of prototypes)
        delete prototype.constructor;
    for (const name of ['fromCharCode', 'fromCodePoint', 'raw'])
        delete String[name];
    const kept = ['Number', 'String', 'Boolean', 'undefined', 'NaN', 'Infinity'];
    const keptValues = [Number, String, Boolean, Object, Math];
    for (const name of Object.getOwnPropertyNames(global)) {
        if (!kept.includes(name))
            delete global[name];
    }
    for (const value of [...prototypes, ...keptValues, util])
        Object.freeze(value);
    for (const name of Object.keys(util))
        Object.freeze(util[name]);
    for (const f of [host.getValue, host.getRule, host.getFunction, host.getOwner, host.evalRule, host.evalOwner])
        Object.freeze(f);
    Object.freeze(global);
)js";

} // namespace

QString rulePrelude()
{
    return QStringLiteral("(function (host, global) { 'use strict';") + QStringView(UtilSource).toString()
        + QStringView(FenceSource).toString()
        + QStringLiteral(
               "return { util, makeFunction: (...parts) => new FunctionConstructor(...parts).bind(undefined) }; })");
}

} // namespace ain::sandbox
