import { keepPreviousData, QueryClient, useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { ChannelInput, ChannelName, ChannelOutput } from '../../preload/contract/index.ts'
import type { AppError } from '../../preload/contract/result.ts'
import { call } from './desk.ts'

/** The cache over the door. Nothing goes stale by time: main's events say when to ask again (`syncCache`). */
export const queryClient = new QueryClient({
  defaultOptions: {
    // The door is local: a missing internet must not pause a question, and main itself decides what may be retried.
    queries: {
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** Cache key of a question. `version` tells apart the same question asked after something changed that no event names. */
export const queryKey = (name: ChannelName, input: unknown, version?: string): readonly unknown[] =>
  version === undefined ? [name, input] : [name, input, version]

const ask = async <Name extends ChannelName>(name: Name, input: ChannelInput<Name>): Promise<ChannelOutput<Name>> => {
  const result = await call(name, input)
  return result.ok ? result.value : Promise.reject(result.error)
}

/** Starts a question early and keeps its answer for the component that will ask. */
export const prefetch = <Name extends ChannelName>(name: Name, input: ChannelInput<Name>): Promise<void> =>
  queryClient.prefetchQuery({ queryKey: queryKey(name, input), queryFn: () => ask(name, input) })

interface QueryOptions {
  readonly enabled?: boolean
  readonly version?: string
  /** Shows the last answer while a changed question is under way. */
  readonly keepPrevious?: boolean
}

/** A question to main whose answer is kept and asked again when an event says so. */
export const useDeskQuery = <Name extends ChannelName>(
  name: Name,
  input: ChannelInput<Name>,
  options: QueryOptions = {},
) =>
  useQuery<ChannelOutput<Name>, AppError, ChannelOutput<Name>>({
    queryKey: queryKey(name, input, options.version),
    queryFn: () => ask(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  })

/**
 * An action at main. Its failure is an `AppError` in `error`; nothing is retried by itself. `onDone` and `onFailed` are called even
 * when the screen that began the action is gone by then, or has turned to somebody else.
 */
export const useDeskMutation = <Name extends ChannelName>(
  name: Name,
  onDone?: (output: ChannelOutput<Name>, input: ChannelInput<Name>) => void,
  onFailed?: (error: AppError, input: ChannelInput<Name>) => void,
) =>
  useMutation<ChannelOutput<Name>, AppError, ChannelInput<Name>>({
    mutationFn: (input) => ask(name, input),
    ...(onDone === undefined ? {} : { onSuccess: onDone }),
    ...(onFailed === undefined ? {} : { onError: onFailed }),
  })

/**
 * An action whose input holds a PIN: it is handed over once and kept nowhere here, neither in the cache nor for a second try.
 */
export const useSecretMutation = <Name extends ChannelName>(
  name: Name,
  onDone?: (output: ChannelOutput<Name>) => void,
) => {
  const secret = useRef<ChannelInput<Name> | null>(null)
  const mutation = useMutation<ChannelOutput<Name>, AppError, void>({
    mutationFn: async () => {
      const input = secret.current
      secret.current = null
      const nothing: AppError = { code: 'BAD_REQUEST', retryable: false }
      return input === null ? Promise.reject(nothing) : ask(name, input)
    },
    ...(onDone === undefined ? {} : { onSuccess: (output) => onDone(output) }),
  })
  const send = (input: ChannelInput<Name>): void => {
    secret.current = input
    mutation.mutate()
  }
  return { send, error: mutation.error, isPending: mutation.isPending }
}

/** The same question with several inputs, each kept by itself; answers in the order of the inputs, undefined until they are here. */
export const useDeskQueries = <Name extends ChannelName>(
  name: Name,
  inputs: readonly ChannelInput<Name>[],
): readonly (ChannelOutput<Name> | undefined)[] =>
  useQueries({
    queries: inputs.map((input) => ({ queryKey: queryKey(name, input), queryFn: () => ask(name, input) })),
    combine: (results) => results.map(({ data }) => data),
  })

/** Puts an answer that came by another way (an action's own reply) in the place of asking again. */
export const putAnswer = <Name extends ChannelName>(
  name: Name,
  input: ChannelInput<Name>,
  answer: ChannelOutput<Name>,
): void => {
  queryClient.setQueryData(queryKey(name, input), answer)
}

/** The answer that the screens have now, for what happens outside of them; undefined when the question was not asked yet. */
export const answered = <Name extends ChannelName>(
  name: Name,
  input: ChannelInput<Name>,
): ChannelOutput<Name> | undefined => queryClient.getQueryData<ChannelOutput<Name>>(queryKey(name, input))
